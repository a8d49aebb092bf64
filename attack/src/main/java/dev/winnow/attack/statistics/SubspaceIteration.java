package dev.winnow.attack.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The space in which wide rows vary most. */
public final class SubspaceIteration {
  private SubspaceIteration() {}

  /**
   * Orthonormal vectors that span about the leading principal axes: random ones, turned again and
   * again towards where the rows vary.
   *
   * @param rows each as wide as the mean
   * @param most vectors; fewer if the rows vary in fewer directions, at least one
   * @param passes over the rows
   */
  public static double[][] leading(
      float[][] rows, double[] mean, int most, int passes, Random random) {
    double[][] basis = new double[most][mean.length];
    for (double[] vector : basis) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] = random.nextGaussian();
      }
    }
    basis = orthonormal(basis);
    double[] apart = new double[mean.length];
    for (int pass = 0; pass < passes; pass++) {
      double[][] turned = new double[basis.length][mean.length];
      for (float[] row : rows) {
        for (int i = 0; i < apart.length; i++) {
          apart[i] = row[i] - mean[i];
        }
        for (int i = 0; i < basis.length; i++) {
          add(turned[i], apart, product(apart, basis[i]));
        }
      }
      double[][] next = orthonormal(turned);
      if (next.length == 0) {
        return new double[][] {basis[0]};
      }
      basis = next;
    }
    return basis;
  }

  /** The product of a row's difference from the mean with a vector; four sums at a time. */
  public static double product(float[] row, double[] mean, double[] vector) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 4 <= row.length; i += 4) {
      a += (row[i] - mean[i]) * vector[i];
      b += (row[i + 1] - mean[i + 1]) * vector[i + 1];
      c += (row[i + 2] - mean[i + 2]) * vector[i + 2];
      d += (row[i + 3] - mean[i + 3]) * vector[i + 3];
    }
    for (; i < row.length; i++) {
      a += (row[i] - mean[i]) * vector[i];
    }
    return a + b + c + d;
  }

  static void add(double[] sum, double[] vector, double factor) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * vector[i];
    }
  }

  /** Gram and Schmidt's, twice, since once leaves rounding; without what depends on the others. */
  private static double[][] orthonormal(double[][] vectors) {
    List<double[]> kept = new ArrayList<>();
    for (double[] vector : vectors) {
      double before = length(vector);
      for (int again = 0; again < 2; again++) {
        for (double[] other : kept) {
          add(vector, other, -product(vector, other));
        }
      }
      double after = length(vector);
      if (after > 1e-9 * before && after > 0) {
        for (int i = 0; i < vector.length; i++) {
          vector[i] /= after;
        }
        kept.add(vector);
      }
    }
    return kept.toArray(double[][]::new);
  }

  /** Four sums at a time, which do not wait for one another. */
  private static double product(double[] x, double[] y) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 4 <= x.length; i += 4) {
      a += x[i] * y[i];
      b += x[i + 1] * y[i + 1];
      c += x[i + 2] * y[i + 2];
      d += x[i + 3] * y[i + 3];
    }
    for (; i < x.length; i++) {
      a += x[i] * y[i];
    }
    return a + b + c + d;
  }

  private static double length(double[] vector) {
    return Math.sqrt(product(vector, vector));
  }
}
