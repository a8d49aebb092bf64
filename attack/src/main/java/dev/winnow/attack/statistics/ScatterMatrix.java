package dev.winnow.attack.statistics;

/** How rows lie around their mean: sums of products, from which covariances are made. */
public final class ScatterMatrix {
  private ScatterMatrix() {}

  /** The mean of rows. */
  public static double[] mean(float[][] rows, int width) {
    double[] mean = new double[width];
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        mean[i] += row[i] / (double) rows.length;
      }
    }
    return mean;
  }

  /** Adds the products of the rows' differences from a middle, over all rows. */
  static void add(float[][] rows, double[] middle, double[][] into) {
    int width = middle.length;
    double[] apart = new double[width];
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        apart[i] = row[i] - middle[i];
      }
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width; j++) {
          into[i][j] += apart[i] * apart[j];
        }
      }
    }
  }

  /** The covariance of rows with the denominator n − 1, or of one row zero. */
  public static double[][] covariance(float[][] rows, int width) {
    double[][] products = new double[width][width];
    add(rows, mean(rows, width), products);
    return scaled(products, 1.0 / Math.max(1, rows.length - 1));
  }

  /**
   * The covariance within people: around the mean of each, with the denominator rows − people.
   * Where nothing varies within anybody, a little does here, so that it has full rank.
   */
  public static double[][] within(float[][][] people, int width) {
    double[][] products = new double[width][width];
    int freedom = 0;
    for (float[][] own : people) {
      add(own, mean(own, width), products);
      freedom += Math.max(0, own.length - 1);
    }
    double[][] covariance = scaled(products, 1.0 / Math.max(1, freedom));
    for (int i = 0; i < width; i++) {
      covariance[i][i] = freedom == 0 ? 1 : covariance[i][i] + RIDGE;
    }
    return covariance;
  }

  /** Beside whitened features, whose variance is 1. */
  private static final double RIDGE = 1e-6;

  /** Multiplies a matrix by a factor, in place, and gives it back. */
  public static double[][] scaled(double[][] matrix, double factor) {
    for (double[] row : matrix) {
      for (int i = 0; i < row.length; i++) {
        row[i] *= factor;
      }
    }
    return matrix;
  }
}
