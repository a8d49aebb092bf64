package dev.winnow.attack.identification;

import dev.winnow.attack.adversary.Adversary;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.adversary.Scores;
import dev.winnow.attack.information.MutualInformation;
import dev.winnow.attack.statistics.MeasuredRows;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.attack.statistics.ResampledMean;
import dev.winnow.attack.statistics.RowsByPerson;
import dev.winnow.core.Estimate;
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

/**
 * The rank of the right answer among all answers that an adversary weighed, for each unknown row.
 * All metrics of naming are counted from it.
 *
 * @param adversary the word of who answered
 * @param answers how many there were to choose from
 * @param ranks one for each row, or for each set of rows that were pooled
 */
public record Ranking(String adversary, int answers, List<RankCounts> ranks)
    implements MeasuredRows {
  /** So many people at least must have a whole pool. */
  static final int FEWEST_POOLED = 5;

  private static final int BLOCK = 1_024;

  public Ranking {
    ranks = List.copyOf(ranks);
    if (ranks.isEmpty()) {
      throw new IllegalArgumentException("nothing was asked, so nothing can be measured");
    }
  }

  /**
   * Has an adversary learn from the known rows and answer for each unknown one.
   *
   * @return ranks in the order of the unknown rows
   * @throws IllegalArgumentException if it is asked about people of whom nothing is known
   */
  public static Ranking of(Adversary adversary, PreparedData data) {
    requireKnown(data);
    try (Scores scores = adversary.scores(data)) {
      return single(adversary, scores, data);
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
      Adversary adversary, PreparedData data, int captures, long seed) {
    requireKnown(data);
    try (Scores scores = adversary.scores(data)) {
      return pooled(adversary, scores, data, captures, seed);
    }
  }

  /**
   * Single rows and pools of several sizes, of an adversary that learns once.
   *
   * @param captures sizes of pools, each at least 1, besides single rows
   * @return by size: {@link #of single rows} under 1, with the {@linkplain MutualInformation bits}
   *     of each, and those sizes that {@linkplain #pooled(Adversary, PreparedData, int, long) could
   *     be measured}
   * @throws IllegalArgumentException if it is asked about people of whom nothing is known
   */
  public static SortedMap<Integer, Ranking> pooled(
      Adversary adversary, PreparedData data, List<Integer> captures, long seed) {
    requireKnown(data);
    SortedMap<Integer, Ranking> rankings = new TreeMap<>();
    try (Scores scores = adversary.scores(data)) {
      rankings.put(
          1,
          single(adversary, scores, data).withInformation(MutualInformation.perRow(scores, data)));
      for (int size : captures) {
        if (size != 1) {
          pooled(adversary, scores, data, size, seed)
              .ifPresent(ranking -> rankings.put(size, ranking));
        }
      }
    }
    return rankings;
  }

  private static void requireKnown(PreparedData data) {
    if (!new HashSet<>(data.knownPeople()).containsAll(data.unknownPeople())) {
      throw new IllegalArgumentException("asked about people of whom nothing is known");
    }
  }

  /** Single rows are weighed person by person, and ranked in the order they were asked about. */
  private static Ranking single(Adversary adversary, Scores scores, PreparedData data) {
    List<int[]> rows =
        RowsByPerson.of(data.shown()).stream()
            .flatMapToInt(Arrays::stream)
            .mapToObj(row -> new int[] {row})
            .toList();
    List<RankCounts> ranks = ranked(adversary, scores, data, rows).ranks();
    RankCounts[] asked = new RankCounts[ranks.size()];
    for (int i = 0; i < asked.length; i++) {
      asked[rows.get(i)[0]] = ranks.get(i);
    }
    return new Ranking(adversary.word(), scores.answers(), Arrays.asList(asked));
  }

  private static Optional<Ranking> pooled(
      Adversary adversary, Scores scores, PreparedData data, int captures, long seed) {
    List<int[]> pools = ProbePools.of(data.shown(), captures, seed);
    long people = pools.stream().map(pool -> data.shown().get(pool[0])).distinct().count();
    return people < FEWEST_POOLED
        ? Optional.empty()
        : Optional.of(ranked(adversary, scores, data, pools));
  }

  private static Ranking ranked(
      Adversary adversary, Scores scores, PreparedData data, List<int[]> pools) {
    int block = Math.max(1, BLOCK / pools.get(0).length);
    RankCounts[] ranks = new RankCounts[pools.size()];
    IntStream.range(0, (pools.size() + block - 1) / block)
        .parallel()
        .map(i -> i * block)
        .forEach(
            from -> {
              int to = Math.min(from + block, pools.size());
              rank(scores, data, pools.subList(from, to), ranks, from);
            });
    return new Ranking(adversary.word(), scores.answers(), Arrays.asList(ranks));
  }

  /** The same with the information of each row. */
  private Ranking withInformation(double[] bits) {
    List<RankCounts> counts = new ArrayList<>();
    for (int i = 0; i < bits.length; i++) {
      counts.add(ranks.get(i).withInformation(bits[i]));
    }
    return new Ranking(adversary, answers, counts);
  }

  /** Only some of the rows; the answers to choose from stay the same. */
  public Ranking only(IntPredicate rows) {
    List<RankCounts> kept = new ArrayList<>();
    for (int i = 0; i < ranks.size(); i++) {
      if (rows.test(i)) {
        kept.add(ranks.get(i));
      }
    }
    return new Ranking(adversary, answers, kept);
  }

  /** A metric of naming with its interval over people. */
  public Measurement measurement(Metric metric, long seed) {
    return measurement(List.of(this), metric, seed);
  }

  /**
   * A metric of naming over several draws of one attack, each with noise of its own and a split of
   * its own into known and unknown rows.
   *
   * @param draws of one adversary, of the same people, numbered alike, and as many answers
   * @param metric of naming
   * @param seed of the interval
   * @return value of the worst draw; an interval over people of the rows of all draws together,
   *     {@linkplain Metric#worst extended} so that no draw lies outside; rows of all draws. Of
   *     {@link Metric#WORST_PERSON} one value of all draws, and an interval over that person's rows
   * @throws IllegalArgumentException if there is no draw, they differ in adversary or answers, or
   *     the metric is none of naming
   */
  public static Measurement measurement(List<Ranking> draws, Metric metric, long seed) {
    if (draws.stream().map(Ranking::adversary).distinct().count() != 1
        || draws.stream().map(Ranking::answers).distinct().count() != 1) {
      throw new IllegalArgumentException("draws are of one adversary among the same answers");
    }
    Ranking first = draws.get(0);
    Estimate estimate =
        metric.worst(
            ResampledMean.of(draws, metric).estimate(seed),
            draws.stream().mapToDouble(draw -> draw.mean(metric)).toArray());
    // Whoever knows nothing scores all answers alike.
    double chance = new RankCounts(0, 0, 0, first.answers(), 0).value(metric, first.answers());
    int rows = draws.stream().mapToInt(draw -> draw.ranks().size()).sum();
    return new Measurement(first.adversary(), metric, Measurement.ALL, estimate, chance, rows);
  }

  /**
   * A metric of naming without its interval: the mean over all rows.
   *
   * @throws IllegalArgumentException if the metric is none of naming
   */
  public double mean(Metric metric) {
    return ResampledMean.of(List.of(this), metric).mean();
  }

  /** Who is on each row or pool, in their order. */
  @Override
  public List<Integer> people() {
    return ranks.stream().map(RankCounts::person).toList();
  }

  /** What each row or pool adds to a metric of naming; its right answer is its class. */
  @Override
  public List<Row> rows(Metric metric) {
    return ranks.stream()
        .map(
            rank ->
                new Row(
                    rank.person(),
                    metric == Metric.BALANCED ? rank.right() : 0,
                    rank.value(metric, answers)))
        .toList();
  }

  /**
   * A metric of naming with its interval over people, for the rows of each value of a column.
   *
   * @param values of the column, one for each row
   * @param metric of naming
   * @return one for each value, in alphabetical order
   * @throws IllegalArgumentException if there are not as many values as rows
   */
  public List<Measurement> byGroup(List<String> values, Metric metric, long seed) {
    if (values.size() != ranks.size()) {
      throw new IllegalArgumentException(
          "%d values for %d rows".formatted(values.size(), ranks.size()));
    }
    return new TreeSet<>(values)
        .stream()
            .map(
                value ->
                    only(row -> values.get(row).equals(value)).measurement(metric, seed).of(value))
            .toList();
  }

  private static void rank(
      Scores scores, PreparedData data, List<int[]> pools, RankCounts[] ranks, int first) {
    int count = pools.size();
    int[] right = pools.stream().mapToInt(pool -> data.unknownPeople().get(pool[0])).toArray();
    Scores.Block block = pooled(scores.of(ProbePools.gathered(data.unknown(), pools)), pools);
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
      int person = data.shown().get(pools.get(i)[0]);
      ranks[first + i] = new RankCounts(right[i], person, better[i], equal[i]);
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
      ProbePools.sum(each, pools, into);
    };
  }
}
