package dev.winnow.attack.adversary;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;

/**
 * Shifts and scales columns so that in the rows it learned from each has mean 0 and standard
 * deviation 1; columns that do not vary there become 0.
 */
public final class Standardiser {
  private final double[] mean;
  private final double[] scale;

  private Standardiser(double[] mean, double[] scale) {
    this.mean = mean;
    this.scale = scale;
  }

  /** Learns from rows of any shape. Two passes, so that a large mean costs no digits. */
  public static Standardiser of(Tensor rows) {
    int count = rows.shape().dim(0);
    int width = rows.shape().row().size();
    double[] mean = new double[width];
    FloatBuffer values = rows.buffer();
    for (int i = 0; i < count * width; i++) {
      mean[i % width] += values.get(i) / (double) count;
    }
    double[] scale = new double[width];
    for (int i = 0; i < count * width; i++) {
      double apart = values.get(i) - mean[i % width];
      scale[i % width] += apart * apart / count;
    }
    for (int column = 0; column < width; column++) {
      boolean varies = scale[column] > 1e-12 * (1 + mean[column] * mean[column]);
      scale[column] = varies ? 1 / Math.sqrt(scale[column]) : 0;
    }
    return new Standardiser(mean, scale);
  }

  /** What is subtracted from each column. */
  double[] mean() {
    return mean.clone();
  }

  /** What each column is then multiplied by. */
  double[] scale() {
    return scale.clone();
  }

  /** New rows of the shape [rows, width]. */
  public Tensor apply(Tensor rows) {
    int count = rows.shape().dim(0);
    int width = mean.length;
    Tensor standard = Tensor.allocate(Shape.of(count, width));
    FloatBuffer from = rows.buffer();
    FloatBuffer to = standard.buffer();
    for (int i = 0; i < count * width; i++) {
      to.put(i, (float) ((from.get(i) - mean[i % width]) * scale[i % width]));
    }
    return standard;
  }
}
