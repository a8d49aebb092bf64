package dev.winnow.series;

import java.util.Random;

/** A rotation of space, as a device that is worn otherwise sees the same movement. */
final class AxisRotation {
  private final double[][] matrix;

  private AxisRotation(double[][] matrix) {
    this.matrix = matrix;
  }

  /**
   * A rotation about an axis drawn from all directions alike, by an angle drawn from all up to the
   * largest alike, to either side (Rodrigues' formula).
   *
   * @param largest angle in radians
   */
  static AxisRotation drawn(double largest, Random random) {
    double[] axis = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
    double length = Math.max(Double.MIN_NORMAL, Math.hypot(Math.hypot(axis[0], axis[1]), axis[2]));
    double x = axis[0] / length;
    double y = axis[1] / length;
    double z = axis[2] / length;
    double angle = largest * (2 * random.nextDouble() - 1);
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    double d = 1 - c;
    return new AxisRotation(
        new double[][] {
          {c + x * x * d, x * y * d - z * s, x * z * d + y * s},
          {y * x * d + z * s, c + y * y * d, y * z * d - x * s},
          {z * x * d - y * s, z * y * d + x * s, c + z * z * d}
        });
  }

  /** One coordinate of a vector after the rotation. */
  double turned(int row, double x, double y, double z) {
    return matrix[row][0] * x + matrix[row][1] * y + matrix[row][2] * z;
  }
}
