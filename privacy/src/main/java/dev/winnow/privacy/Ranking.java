package dev.winnow.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Where the right answer stands among all answers that an adversary weighed, for each unknown row.
 * All measures of naming are counted from it.
 *
 * @param adversary the word of who answered
 * @param answers how many there were to choose from
 * @param standings one for each row, or for each set of rows that were pooled
 */
public record Ranking(String adversary, int answers, List<Standing> standings) {
  private static final int BLOCK = 1_024;

  public Ranking {
    standings = List.copyOf(standings);
    if (standings.isEmpty()) {
      throw new IllegalArgumentException("nothing was asked, so nothing can be measured");
    }
  }

  /** Has an adversary learn from the known rows and answer for each unknown one. */
  public static Ranking of(Adversary adversary, Prepared evidence) {
    return pooled(adversary, evidence, 1);
  }

  /**
   * The same for an attacker who knows which captures show one person, though not whom: a node
   * always reports the same household. It adds up the scores of such captures, which is the
   * likelihood of all of them if captures of one person are independent (for nearest neighbours,
   * see Boiman, Shechtman and Irani 2008, "In Defense of Nearest-Neighbor Based Image
   * Classification").
   *
   * @param captures that are pooled, at least 1; of people with fewer unknown ones, all they have
   * @throws IllegalArgumentException if it is asked about people of whom nothing is known
   */
  public static Ranking pooled(Adversary adversary, Prepared evidence, int captures) {
    return pooled(adversary, evidence, List.of(captures)).get(0);
  }

  /** The same for several sizes of pools, of an adversary that learns once. */
  public static List<Ranking> pooled(
      Adversary adversary, Prepared evidence, List<Integer> captures) {
    if (!new HashSet<>(evidence.knownPeople()).containsAll(evidence.unknownPeople())) {
      throw new IllegalArgumentException("asked about people of whom nothing is known");
    }
    try (Scores scores = adversary.scores(evidence)) {
      return captures.stream().map(each -> pooled(adversary, scores, evidence, each)).toList();
    }
  }

  private static Ranking pooled(
      Adversary adversary, Scores scores, Prepared evidence, int captures) {
    List<int[]> pools = Pools.of(evidence.shown(), captures);
    int block = Math.max(1, BLOCK / captures);
    Standing[] standings = new Standing[pools.size()];
    IntStream.range(0, (pools.size() + block - 1) / block)
        .parallel()
        .map(i -> i * block)
        .forEach(
            from -> {
              int to = Math.min(from + block, pools.size());
              stand(scores, evidence, pools.subList(from, to), standings, from);
            });
    Standing[] asked = captures == 1 ? asAsked(pools, standings) : standings;
    return new Ranking(adversary.word(), scores.answers(), Arrays.asList(asked));
  }

  /** Single rows are weighed person by person, and stand in the order they were asked about. */
  private static Standing[] asAsked(List<int[]> rows, Standing[] standings) {
    Standing[] asked = new Standing[standings.length];
    for (int i = 0; i < asked.length; i++) {
      asked[rows.get(i)[0]] = standings[i];
    }
    return asked;
  }

  /** Only some of the rows; the answers to choose from stay the same. */
  public Ranking only(IntPredicate rows) {
    List<Standing> kept = new ArrayList<>();
    for (int i = 0; i < standings.size(); i++) {
      if (rows.test(i)) {
        kept.add(standings.get(i));
      }
    }
    return new Ranking(adversary, answers, kept);
  }

  /** A measure of naming with its interval over people. */
  public Measured measured(Measure measure, long seed) {
    Estimate estimate = Averages.of(this, measure).estimate(seed);
    // Whoever knows nothing scores all answers alike.
    double chance = new Standing(0, 0, 0, answers).value(measure, answers);
    return new Measured(adversary, measure, Measured.ALL, estimate, chance, standings.size());
  }

  /**
   * The same for the rows of each value of a column.
   *
   * @param values of the column, one for each row
   * @param measure of naming
   * @return one for each value, in alphabetical order
   * @throws IllegalArgumentException if there are not as many values as rows
   */
  public List<Measured> byGroup(List<String> values, Measure measure, long seed) {
    if (values.size() != standings.size()) {
      throw new IllegalArgumentException(
          "%d values for %d rows".formatted(values.size(), standings.size()));
    }
    return new TreeSet<>(values)
        .stream()
            .map(
                value ->
                    only(row -> values.get(row).equals(value)).measured(measure, seed).of(value))
            .toList();
  }

  private static void stand(
      Scores scores, Prepared evidence, List<int[]> pools, Standing[] standings, int first) {
    int count = pools.size();
    int[] right = pools.stream().mapToInt(pool -> evidence.unknownPeople().get(pool[0])).toArray();
    Scores.Block block = pooled(scores.of(Pools.gathered(evidence.unknown(), pools)), pools);
    float[] answer = new float[count];
    float[] score = new float[count];
    Arrays.stream(right)
        .distinct()
        .forEach(
            each -> {
              block.score(each, answer);
              for (int i = 0; i < count; i++) {
                score[i] = right[i] == each ? answer[i] : score[i];
              }
            });
    int[] better = new int[count];
    int[] equal = new int[count];
    Scores.Rivals rivals = block.rivals(score);
    for (int each = 0; each < scores.answers(); each++) {
      rivals.count(each, better, equal);
    }
    for (int i = 0; i < count; i++) {
      int person = evidence.shown().get(pools.get(i)[0]);
      standings[first + i] = new Standing(right[i], person, better[i], equal[i]);
    }
  }

  private static Scores.Block pooled(Scores.Block block, List<int[]> pools) {
    int rows = pools.stream().mapToInt(pool -> pool.length).sum();
    if (rows == pools.size()) {
      return block;
    }
    float[] each = new float[rows];
    return (answer, into) -> {
      block.score(answer, each);
      Pools.sum(each, pools, into);
    };
  }
}
