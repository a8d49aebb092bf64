package dev.winnow.attack.adversary;

import dev.winnow.attack.statistics.Cholesky;
import dev.winnow.attack.statistics.Columns;
import java.util.Arrays;

/**
 * One person's kernel density: the mean of Gaussians around known points.
 *
 * @param turn lower triangular; makes squared distances the kernels' exponents
 * @param turned the points, so turned
 * @param constant the logarithm of what all exponentials are multiplied with
 */
@SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
record Density(float[][] turn, float[][] turned, float constant) {

  /** Arrays that are used again and again; for one thread. */
  @SuppressWarnings("ArrayRecordComponent")
  record Room(float[][] columns, float[] least, float[][] distances, float[] sums) {
    static Room of(int width, int rows, int points) {
      return new Room(
          new float[width][rows], new float[rows], new float[points][rows], new float[rows]);
    }
  }

  /**
   * The density of some points by Scott's rule.
   *
   * @param points none gives a density of zero
   * @param covariance the shape of the kernels
   */
  static Density of(float[][] points, Cholesky covariance) {
    double[][] inverse = covariance.inverse();
    int width = inverse.length;
    double bandwidth = Math.pow(points.length, -1.0 / (width + 4));
    float[][] turn = new float[width][width];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j <= i; j++) {
        turn[i][j] = (float) (inverse[i][j] / bandwidth * Math.sqrt(0.5));
      }
    }
    double constant =
        -Math.log(points.length)
            - width * (Math.log(2 * Math.PI) / 2 + Math.log(bandwidth))
            - covariance.halfLogDeterminant();
    float[][] turned =
        Arrays.stream(points).map(point -> turned(turn, point)).toArray(float[][]::new);
    return new Density(turn, turned, (float) constant);
  }

  int points() {
    return turned.length;
  }

  /** Sets the logarithm of the density at each row, given as columns. */
  void logs(float[][] columns, Room room, float[] into) {
    if (turned.length == 0) {
      Arrays.fill(into, Float.NEGATIVE_INFINITY);
      return;
    }
    Columns.times(turn, columns, room.columns);
    Arrays.fill(room.least, Float.POSITIVE_INFINITY);
    for (int i = 0; i < turned.length; i++) {
      Columns.squaredDistances(room.columns, turned[i], room.distances[i]);
      Columns.lower(room.least, room.distances[i]);
    }
    Arrays.fill(room.sums, 0);
    for (int i = 0; i < turned.length; i++) {
      Exponentials.add(room.sums, room.least, room.distances[i]);
    }
    Exponentials.logs(room.sums, room.least, constant, into);
  }

  private static float[] turned(float[][] turn, float[] point) {
    float[] turned = new float[point.length];
    for (int i = 0; i < point.length; i++) {
      for (int j = 0; j <= i; j++) {
        turned[i] += turn[i][j] * point[j];
      }
    }
    return turned;
  }
}
