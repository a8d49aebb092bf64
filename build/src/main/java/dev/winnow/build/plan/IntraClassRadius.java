package dev.winnow.build.plan;

import dev.winnow.attack.control.FeaturePooling;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * How far features of one class lie apart: their mean squared distance from the mean of their
 * class, beside that from the mean of all. The smaller it is, the less of a capture but its class
 * is left to invert ("Golden Partition Zone: Rethinking Neural Network Partitioning Under Inversion
 * Threats in Collaborative Inference", arXiv 2506.15412, whose radius is the numerator). Features
 * of many values are pooled to at most 4,096. One pass, in memory of a row a class.
 */
final class IntraClassRadius {
  private static final int MOST = 4096;

  private final FeaturePooling pooling;
  private final double[][] sums;
  private final long[] counts;
  private double squares;

  /**
   * @param row shape of a feature
   * @param classes how many
   */
  IntraClassRadius(Shape row, int classes) {
    this.pooling = FeaturePooling.of(row, MOST);
    this.sums = new double[classes][pooling.shape().size()];
    this.counts = new long[classes];
  }

  /**
   * Adds features.
   *
   * @param rows of the shape [rows, …]
   * @param classes of each, from 0
   */
  void add(Tensor rows, List<Integer> classes) {
    FloatBuffer values = pooling.of(rows).buffer();
    for (int row = 0; row < classes.size(); row++) {
      double[] sum = sums[classes.get(row)];
      counts[classes.get(row)]++;
      for (int i = 0; i < sum.length; i++) {
        float value = values.get(row * sum.length + i);
        sum[i] += value;
        squares += (double) value * value;
      }
    }
  }

  /** From 0, where a class is one point, to 1, where classes do not show; 1 if nothing varies. */
  double share() {
    double within = squares;
    double[] all = new double[pooling.shape().size()];
    long count = 0;
    for (int each = 0; each < sums.length; each++) {
      count += counts[each];
      for (int i = 0; i < all.length; i++) {
        all[i] += sums[each][i];
      }
      within -= squaredMean(sums[each], counts[each]);
    }
    double total = squares - squaredMean(all, count);
    return total > 1e-9 * squares ? Math.max(0, Math.min(1, within / total)) : 1;
  }

  /** The squared length of the mean, as often as it was made of. */
  private static double squaredMean(double[] sum, long count) {
    double squared = 0;
    for (double value : sum) {
      squared += value * value;
    }
    return count == 0 ? 0 : squared / count;
  }
}
