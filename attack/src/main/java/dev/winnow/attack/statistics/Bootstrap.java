package dev.winnow.attack.statistics;

import dev.winnow.core.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Percentile intervals by drawing people anew with replacement (Efron and Tibshirani, "An
 * Introduction to the Bootstrap", 1993, sections 8 and 13).
 *
 * <p>People are drawn, not captures: the captures of one person resemble each other, so that a
 * hundred of them say less about the next person than captures of a hundred people do. Drawing
 * captures would give intervals that are too narrow.
 */
public final class Bootstrap {
  private static final int RESAMPLES = 1000;
  private static final double TAIL = 0.025;

  private Bootstrap() {}

  /**
   * The intervals of statistics of weighted people.
   *
   * @param people how many there are, at least 1
   * @param statistics of how often each person was drawn; NaN where a draw does not define one,
   *     which leaves the draw out. Asked by several threads
   */
  public static List<Estimate> of(int people, long seed, Function<int[], double[]> statistics) {
    int[] once = new int[people];
    Arrays.fill(once, 1);
    double[] values = statistics.apply(once);
    SplittableRandom random = new SplittableRandom(seed);
    List<SplittableRandom> randoms =
        IntStream.range(0, RESAMPLES).mapToObj(i -> random.split()).toList();
    double[][] drawn =
        randoms.parallelStream()
            .map(own -> statistics.apply(draw(people, own)))
            .toArray(double[][]::new);
    return IntStream.range(0, values.length)
        .mapToObj(i -> estimate(values[i], Arrays.stream(drawn).mapToDouble(d -> d[i])))
        .toList();
  }

  private static int[] draw(int people, SplittableRandom random) {
    int[] weights = new int[people];
    for (int i = 0; i < people; i++) {
      weights[random.nextInt(people)]++;
    }
    return weights;
  }

  private static Estimate estimate(double value, DoubleStream drawn) {
    double[] sorted = drawn.filter(x -> !Double.isNaN(x)).sorted().toArray();
    return new Estimate(value, percentile(sorted, TAIL), percentile(sorted, 1 - TAIL));
  }

  /** Between the two nearest of sorted values, linearly; NaN of none. */
  private static double percentile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
