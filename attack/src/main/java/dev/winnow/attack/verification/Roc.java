package dev.winnow.attack.verification;

import dev.winnow.attack.statistics.Metric;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How pairs of one person and pairs of two are told apart by their scores, as a threshold falls.
 * Pairs of equal scores are passed together, along a straight line, so that a score that says
 * nothing is at chance. Sorted once; each drawing of people costs one pass.
 *
 * @param first person of each pair, by falling score
 * @param second person of each, the same where it is a pair of one
 * @param last whether the next pair scores less
 */
@SuppressWarnings("ArrayRecordComponent") // Made once and never compared.
record Roc(int[] first, int[] second, boolean[] last) {
  private static final double ALARMS = 0.001;

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
    for (int i = 0; i < falling.length; i++) {
      last[i] = i + 1 == falling.length || scores[falling[i]] != scores[falling[i + 1]];
    }
    return new Roc(
        IntStream.of(falling).map(pair -> people[pairs.first()[pair]]).toArray(),
        IntStream.of(falling).map(pair -> people[pairs.second()[pair]]).toArray(),
        last);
  }

  /** The same pairs, all of one score: what a guess gives. */
  Roc tied() {
    boolean[] end = new boolean[last.length];
    end[end.length - 1] = true;
    return new Roc(first, second, end);
  }

  /** What {@link #values} gives, in its order. */
  static final List<Metric> METRICS =
      List.of(Metric.EQUAL_ERROR, Metric.AREA, Metric.TRUE_POSITIVES);

  /**
   * The metrics of pairs.
   *
   * @param drawn how often each person counts. A pair of one person counts as often; a pair of two,
   *     as often as both together
   * @return NaN if no pair of a kind counts
   */
  double[] values(int[] drawn) {
    double genuine = 0;
    double impostor = 0;
    for (int i = 0; i < first.length; i++) {
      if (first[i] == second[i]) {
        genuine += drawn[first[i]];
      } else {
        impostor += (double) drawn[first[i]] * drawn[second[i]];
      }
    }
    if (genuine == 0 || impostor == 0) {
      return new double[] {Double.NaN, Double.NaN, Double.NaN};
    }
    Walk walk = new Walk();
    for (int i = 0; i < first.length; i++) {
      if (first[i] == second[i]) {
        walk.dy += drawn[first[i]] / genuine;
      } else {
        walk.dx += (double) drawn[first[i]] * drawn[second[i]] / impostor;
      }
      if (last[i] && walk.dx + walk.dy > 0) {
        walk.step();
      }
    }
    return new double[] {walk.equalError, walk.area, walk.found};
  }

  /** Along the curve of found pairs (y) over false alarms (x), from none to all. */
  private static final class Walk {
    double x;
    double y;
    double dx;
    double dy;
    double area;
    double equalError = Double.NaN;
    double found = Double.NaN;

    void step() {
      area += dx * (y + dy / 2);
      // Alarms equal misses where x + y is 1.
      if (Double.isNaN(equalError) && x + y + dx + dy >= 1 - 1e-12) {
        equalError = x + dx * Math.min(1, (1 - x - y) / (dx + dy));
      }
      if (Double.isNaN(found) && x + dx > ALARMS) {
        found = y + dy * (ALARMS - x) / dx;
      }
      x += dx;
      y += dy;
      dx = 0;
      dy = 0;
    }
  }
}
