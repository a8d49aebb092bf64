package dev.winnow.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the right answer stands among all answers that an adversary weighed, for each unknown row.
 * All measures of naming are counted from it.
 *
 * @param adversary the word of who answered
 * @param answers how many there were to choose from
 * @param standings one for each row, or for each set of rows that were pooled
 */
public record Ranking(String adversary, int answers, List<Standing> standings) {
  /** So many people at least must have a whole pool. */
  static final int FEWEST_POOLED = 5;

  private static final int BLOCK = 1_024;

  public Ranking {
    standings = List.copyOf(standings);
    if (standings.isEmpty()) {
      throw new IllegalArgumentException("nothing was asked, so nothing can be measured");
    }
  }

  /**
   * Has an adversary learn from the known rows and answer for each unknown one.
   *
   * @return standings in the order of the unknown rows
   * @throws IllegalArgumentException if it is asked about people of whom nothing is known
   */
  public static Ranking of(Adversary adversary, Prepared evidence) {
    requireKnown(evidence);
    try (Scores scores = adversary.scores(evidence)) {
      return single(adversary, scores, evidence);
    }
  }

  /**
   * The same for an attacker who knows which captures show one person, though not whom: a node
   * always reports the same household. It adds up the scores of such captures, which is the
   * likelihood of all of them if captures of one person are independent (for nearest neighbours,
   * see Boiman, Shechtman and Irani 2008, "In Defense of Nearest-Neighbor Based Image
   * Classification").
   *
   * <p>Every pool is whole: exactly so many unknown captures of one person, drawn at random without
   * taking one twice. Captures that do not fill a pool are left out, and so are people who have
   * fewer. Two rankings of the same people in the same rows with the same seed are of the same
   * pools, whatever the features, so that one can be set against another.
   *
   * @param captures that are pooled, at least 1
   * @param seed of the draws of pools
   * @return empty if fewer than {@value #FEWEST_POOLED} people have a whole pool: an interval over
   *     two or three people has hardly an outcome to choose from and says nothing of others, so the
   *     size counts as not measured
   * @throws IllegalArgumentException if it is asked about people of whom nothing is known
   */
  public static Optional<Ranking> pooled(
      Adversary adversary, Prepared evidence, int captures, long seed) {
    requireKnown(evidence);
    try (Scores scores = adversary.scores(evidence)) {
      return pooled(adversary, scores, evidence, captures, seed);
    }
  }

  /**
   * Single rows and pools of several sizes, of an adversary that learns once.
   *
   * @param captures sizes of pools, each at least 1, besides single rows
   * @return by size: {@link #of single rows} under 1, with the {@linkplain MutualInformation bits}
   *     that each told, and those sizes that {@linkplain #pooled(Adversary, Prepared, int, long)
   *     could be measured}
   * @throws IllegalArgumentException if it is asked about people of whom nothing is known
   */
  public static SortedMap<Integer, Ranking> pooled(
      Adversary adversary, Prepared evidence, List<Integer> captures, long seed) {
    requireKnown(evidence);
    SortedMap<Integer, Ranking> rankings = new TreeMap<>();
    try (Scores scores = adversary.scores(evidence)) {
      rankings.put(
          1,
          single(adversary, scores, evidence).telling(MutualInformation.perRow(scores, evidence)));
      for (int size : captures) {
        if (size != 1) {
          pooled(adversary, scores, evidence, size, seed)
              .ifPresent(ranking -> rankings.put(size, ranking));
        }
      }
    }
    return rankings;
  }

  private static void requireKnown(Prepared evidence) {
    if (!new HashSet<>(evidence.knownPeople()).containsAll(evidence.unknownPeople())) {
      throw new IllegalArgumentException("asked about people of whom nothing is known");
    }
  }

  /** Single rows are weighed person by person, and stand in the order they were asked about. */
  private static Ranking single(Adversary adversary, Scores scores, Prepared evidence) {
    List<int[]> rows =
        Pools.whole(evidence.shown()).stream()
            .flatMapToInt(Arrays::stream)
            .mapToObj(row -> new int[] {row})
            .toList();
    List<Standing> standings = stood(adversary, scores, evidence, rows).standings();
    Standing[] asked = new Standing[standings.size()];
    for (int i = 0; i < asked.length; i++) {
      asked[rows.get(i)[0]] = standings.get(i);
    }
    return new Ranking(adversary.word(), scores.answers(), Arrays.asList(asked));
  }

  private static Optional<Ranking> pooled(
      Adversary adversary, Scores scores, Prepared evidence, int captures, long seed) {
    List<int[]> pools = Pools.of(evidence.shown(), captures, seed);
    long people = pools.stream().map(pool -> evidence.shown().get(pool[0])).distinct().count();
    return people < FEWEST_POOLED
        ? Optional.empty()
        : Optional.of(stood(adversary, scores, evidence, pools));
  }

  private static Ranking stood(
      Adversary adversary, Scores scores, Prepared evidence, List<int[]> pools) {
    int block = Math.max(1, BLOCK / pools.get(0).length);
    Standing[] standings = new Standing[pools.size()];
    IntStream.range(0, (pools.size() + block - 1) / block)
        .parallel()
        .map(i -> i * block)
        .forEach(
            from -> {
              int to = Math.min(from + block, pools.size());
              stand(scores, evidence, pools.subList(from, to), standings, from);
            });
    return new Ranking(adversary.word(), scores.answers(), Arrays.asList(standings));
  }

  /** The same with the bits that each row told. */
  private Ranking telling(double[] bits) {
    List<Standing> told = new ArrayList<>();
    for (int i = 0; i < bits.length; i++) {
      told.add(standings.get(i).telling(bits[i]));
    }
    return new Ranking(adversary, answers, told);
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
    return Measured.of(List.of(this), measure, seed);
  }

  /** Who is on each row or pool, in their order. */
  Stream<Integer> people() {
    return standings.stream().map(Standing::person);
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
