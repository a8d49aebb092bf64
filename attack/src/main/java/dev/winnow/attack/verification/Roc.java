package dev.winnow.attack.verification;

import dev.winnow.attack.statistics.Metric;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How pairs of one person and pairs of two are told apart by their scores, as a threshold falls.
 * Pairs of equal scores are passed together, along a straight line, so that a score that says
 * nothing is at chance. Sorted once; each drawing of people costs a pass over the pairs, of which
 * an audit makes a thousand for every interval: weights are counted in whole numbers, and which
 * kind a pair is decides no branch.
 *
 * @param first one more than a person of each pair, by falling score
 * @param second one more than the other person, or 0 where there is none: a pair of one
 * @param last whether the next pair scores less
 */
@SuppressWarnings("ArrayRecordComponent") // Made once and never compared.
record Roc(int[] first, int[] second, boolean[] last) {
  private static final double[] ALARMS = {0.001, 0.01};

  /**
   * Sorts pairs.
   *
   * @param scores of the pairs
   * @param people on each row, which the pairs name
   */
  static Roc of(double[] scores, Pairs pairs, int[] people) {
    int[] falling =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[b], scores[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    boolean[] last = new boolean[falling.length];
    int[] first = new int[falling.length];
    int[] second = new int[falling.length];
    for (int i = 0; i < falling.length; i++) {
      int person = people[pairs.first()[falling[i]]];
      int other = people[pairs.second()[falling[i]]];
      first[i] = 1 + person;
      second[i] = person == other ? 0 : 1 + other;
      last[i] = i + 1 == falling.length || scores[falling[i]] != scores[falling[i + 1]];
    }
    return new Roc(first, second, last);
  }

  /** The same pairs, all of one score: what a guess gives. */
  Roc tied() {
    boolean[] end = new boolean[last.length];
    end[end.length - 1] = true;
    return new Roc(first, second, end);
  }

  /** What {@link #values} gives, in its order. */
  static final List<Metric> METRICS =
      List.of(
          Metric.EQUAL_ERROR, Metric.AREA, Metric.TRUE_POSITIVES, Metric.TRUE_POSITIVES_PERCENT);

  /**
   * The metrics of pairs.
   *
   * @param drawn how often each person counts. A pair of one person counts as often; a pair of two,
   *     as often as both together
   * @return NaN if no pair of a kind counts
   */
  double[] values(int[] drawn) {
    int[] weights = weights(drawn);
    Totals all = totals(weights);
    if (all.genuine == 0 || all.impostors == 0) {
      return new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    }
    Walk walk = new Walk(all);
    for (int i = 0; i < first.length && !walk.done(); i++) {
      int weight = weights[first[i]] * weights[second[i]];
      if (second[i] == 0) {
        walk.genuine += weight;
      } else {
        walk.impostors += weight;
      }
      if (last[i]) {
        walk.step();
      }
    }
    return new double[] {walk.equalError, all.area(), walk.found[0], walk.found[1]};
  }

  /** The area under the curve alone, as {@link #values} gives it. */
  double area(int[] drawn) {
    return totals(weights(drawn)).area();
  }

  /** Who is nobody counts once, so that a pair of one person counts as often as that person. */
  private static int[] weights(int[] drawn) {
    int[] weights = new int[1 + drawn.length];
    weights[0] = 1;
    System.arraycopy(drawn, 0, weights, 1, drawn.length);
    return weights;
  }

  private Totals totals(int[] weights) {
    long x = 0;
    long y = 0;
    long dx = 0;
    long dy = 0;
    long twice = 0;
    for (int i = 0; i < first.length; i++) {
      int weight = weights[first[i]] * weights[second[i]];
      int genuine = (second[i] - 1) >> 31; // All bits of a pair of one person, none of one of two.
      dy += weight & genuine;
      dx += weight & ~genuine;
      if (last[i]) {
        twice += dx * (2 * y + dy);
        x += dx;
        y += dy;
        dx = 0;
        dy = 0;
      }
    }
    return new Totals(y, x, twice);
  }

  /**
   * All pairs by their weight.
   *
   * @param twice the area below genuine over impostors, doubled
   */
  private record Totals(long genuine, long impostors, long twice) {
    double area() {
      return genuine == 0 || impostors == 0
          ? Double.NaN
          : twice / (2.0 * genuine) / impostors; // Of doubles, which do not overflow.
    }
  }

  /**
   * Along the curve of found pairs (y) over false alarms (x), until what is looked for is known.
   */
  private static final class Walk {
    private final Totals all;
    private double x;
    private double y;
    long genuine;
    long impostors;
    double equalError = Double.NaN;
    final double[] found = {Double.NaN, Double.NaN};

    Walk(Totals all) {
      this.all = all;
    }

    boolean done() {
      return !Double.isNaN(equalError) && !Double.isNaN(found[1]);
    }

    void step() {
      double dx = (double) impostors / all.impostors - x;
      double dy = (double) genuine / all.genuine - y;
      // Alarms equal misses where x + y is 1.
      if (Double.isNaN(equalError) && x + y + dx + dy >= 1 - 1e-12) {
        equalError = x + dx * Math.min(1, (1 - x - y) / (dx + dy));
      }
      for (int i = 0; i < ALARMS.length; i++) {
        if (Double.isNaN(found[i]) && x + dx > ALARMS[i]) {
          found[i] = y + dy * (ALARMS[i] - x) / dx;
        }
      }
      x += dx;
      y += dy;
    }
  }
}
