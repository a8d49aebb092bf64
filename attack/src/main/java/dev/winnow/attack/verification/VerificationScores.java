package dev.winnow.attack.verification;

import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.statistics.Bootstrap;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Estimate;
import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How one score told pairs of one person from pairs of two. Entered through {@link
 * Verification#recognitions}.
 */
public final class VerificationScores {
  private static final int GENUINE = 5;
  private static final int IMPOSTORS = 25;

  private final String word;
  private final Roc roc;
  private final int people;
  private final int pairs;

  private VerificationScores(String word, Roc roc, int people, int pairs) {
    this.word = word;
    this.roc = roc;
    this.people = people;
    this.pairs = pairs;
  }

  /**
   * Of a score's pairs.
   *
   * @param people on each row, which the pairs name
   */
  static VerificationScores of(PairScore score, Pairs pairs, int[] people) {
    return of(score.word(), score.of(pairs), pairs, people);
  }

  /** Of the scores of pairs, that have a word. */
  static VerificationScores of(String word, double[] scores, Pairs pairs, int[] people) {
    int count = 1 + Arrays.stream(people).max().orElse(0);
    return new VerificationScores(word, Roc.of(scores, pairs, people), count, pairs.count());
  }

  /**
   * Cosines of pairs of an unknown row and a known one: for each unknown row at most {@value
   * #GENUINE} pairs of one person, and {@value #IMPOSTORS} of two.
   *
   * @param word for who compares
   * @param data rows of length 1, of people who are all known
   * @param seed of the pairs
   */
  public static VerificationScores cosines(String word, PreparedData data, long seed) {
    Tensor unknown = data.unknown();
    Tensor known = data.known();
    int rows = data.shown().size();
    Pairs pairs =
        Pairs.across(data.shown(), data.knownPeople(), GENUINE, IMPOSTORS, new Random(seed));
    double[] cosines = new double[pairs.count()];
    int width = known.shape().dim(1);
    for (int pair = 0; pair < cosines.length; pair++) {
      int first = pairs.first()[pair] * width;
      int second = (pairs.second()[pair] - rows) * width;
      for (int i = 0; i < width; i++) {
        cosines[pair] += (double) unknown.buffer().get(first + i) * known.buffer().get(second + i);
      }
    }
    List<Integer> people = new ArrayList<>(data.shown());
    people.addAll(data.knownPeople());
    return of(word, cosines, pairs, people.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The word for the score. */
  public String adversary() {
    return word;
  }

  /** Equal error rate, area and true positives, with intervals over the people of the pairs. */
  public List<Measurement> measurement(long seed) {
    int[] once = new int[people];
    Arrays.fill(once, 1);
    double[] chance = roc.tied().values(once);
    List<Estimate> estimates = Bootstrap.of(people, seed, roc::values);
    List<Measurement> measurement = new ArrayList<>();
    for (Metric metric : Roc.METRICS) {
      int i = measurement.size();
      measurement.add(measurement(metric, estimates.get(i), chance[i]));
    }
    return measurement;
  }

  /**
   * By how much the area exceeds that of a control, where people are drawn alike for both: how much
   * better pairs are told apart than the control alone would allow.
   *
   * @param control of the same rows' people and the same seed
   * @throws IllegalArgumentException if the control is of other pairs
   */
  public Measurement above(VerificationScores control, long seed) {
    if (control.people != people || control.pairs != pairs) {
      throw new IllegalArgumentException("the control is of other pairs than the feature");
    }
    Estimate estimate =
        Bootstrap.of(
                people, seed, drawn -> new double[] {roc.area(drawn) - control.roc.area(drawn)})
            .get(0);
    return measurement(Metric.AREA_ABOVE, estimate, 0);
  }

  private Measurement measurement(Metric metric, Estimate estimate, double chance) {
    return new Measurement(word, metric, Measurement.ALL, estimate, chance, pairs);
  }
}
