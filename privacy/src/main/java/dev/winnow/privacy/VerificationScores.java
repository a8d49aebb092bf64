package dev.winnow.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How one score told pairs of one person from pairs of two. Entered through {@link
 * Verification#recognitions}.
 */
public final class VerificationScores {
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
    for (Metric metric : Roc.MEASURES) {
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
    int area = Roc.MEASURES.indexOf(Metric.AREA);
    Estimate estimate =
        Bootstrap.of(
                people,
                seed,
                drawn -> new double[] {roc.values(drawn)[area] - control.roc.values(drawn)[area]})
            .get(0);
    return measurement(Metric.AREA_ABOVE, estimate, 0);
  }

  private Measurement measurement(Metric metric, Estimate estimate, double chance) {
    return new Measurement(word, metric, Measurement.ALL, estimate, chance, pairs);
  }
}
