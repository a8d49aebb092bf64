package dev.winnow.learn.linalg;

import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/** How much rows of a few values vary, in whichever directions they do. */
public final class CovarianceSpectrum {
  private CovarianceSpectrum() {}

  /**
   * The eigenvalues of the covariance of rows, falling; 0 for directions in which they do not vary.
   * Two passes in double precision, so that a large mean costs no digits.
   *
   * @param rows of any shape, at least two; memory grows with the square of their width
   * @throws IllegalArgumentException if there are fewer than two
   */
  public static List<Double> of(Tensor rows) {
    int count = rows.shape().dim(0);
    int width = rows.shape().row().size();
    if (count < 2) {
      throw new IllegalArgumentException(count + " rows have no covariance");
    }
    double[][] covariance = new double[width][width];
    double[] mean = mean(rows.buffer(), count, width);
    FloatBuffer values = rows.buffer();
    double[] apart = new double[width];
    for (int row = 0; row < count; row++) {
      for (int i = 0; i < width; i++) {
        apart[i] = values.get(row * width + i) - mean[i];
      }
      for (int i = 0; i < width * width; i++) {
        covariance[i / width][i % width] += apart[i / width] * apart[i % width] / (count - 1);
      }
    }
    return Arrays.stream(SymmetricEigen.of(covariance).values())
        .map(value -> Math.max(0, value))
        .boxed()
        .toList();
  }

  private static double[] mean(FloatBuffer values, int count, int width) {
    double[] mean = new double[width];
    for (int i = 0; i < count * width; i++) {
      mean[i % width] += values.get(i) / (double) count;
    }
    return mean;
  }
}
