package dev.winnow.attack.adversary;

/**
 * A support vector machine of two classes, trained on a matrix of kernels by sequential minimal
 * optimisation with second-order selection of pairs (Fan, Chen and Lin 2005, as LIBSVM does it).
 *
 * @param weights of each row: positive for the first class, negative for the second, 0 for rows
 *     that do not matter
 * @param bias added to the sum of weights × kernels; above 0 is the first class
 */
@SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
record BinarySvm(float[] weights, double bias) {
  private static final double LEAST_CURVATURE = 1e-12;
  private static final double TOLERANCE = 1e-4;

  /**
   * Trains.
   *
   * @param kernel of each two rows
   * @param first so many rows are of the first class, the others of the second
   * @param cost of a row on the wrong side of its margin
   */
  static BinarySvm of(double[][] kernel, int first, double cost) {
    int rows = kernel.length;
    double[] alpha = new double[rows];
    // −y·gradient of the dual for each row: 1 for the first class, −1 for the second at the start.
    double[] pull = new double[rows];
    for (int i = 0; i < rows; i++) {
      pull[i] = sign(i, first);
    }
    int most = Math.max(10_000, 100 * rows);
    for (int step = 0; step < most; step++) {
      int up = up(alpha, pull, first, cost);
      int down = up < 0 ? -1 : down(kernel, alpha, pull, first, cost, up);
      if (down < 0) {
        break;
      }
      move(kernel, alpha, pull, first, cost, up, down);
    }
    float[] weights = new float[rows];
    for (int i = 0; i < rows; i++) {
      weights[i] = (float) (sign(i, first) * alpha[i]);
    }
    return new BinarySvm(weights, bias(alpha, pull, first, cost));
  }

  private static int sign(int row, int first) {
    return row < first ? 1 : -1;
  }

  /** Whether a weight may grow in the direction of the first class. */
  private static boolean mayRise(double[] alpha, int row, int first, double cost) {
    return row < first ? alpha[row] < cost : alpha[row] > 0;
  }

  private static boolean mayFall(double[] alpha, int row, int first, double cost) {
    return row < first ? alpha[row] > 0 : alpha[row] < cost;
  }

  private static int up(double[] alpha, double[] pull, int first, double cost) {
    int up = -1;
    for (int i = 0; i < pull.length; i++) {
      if (mayRise(alpha, i, first, cost) && (up < 0 || pull[i] > pull[up])) {
        up = i;
      }
    }
    return up;
  }

  /** The partner with which the objective falls most; none if all are as good as in place. */
  private static int down(
      double[][] kernel, double[] alpha, double[] pull, int first, double cost, int up) {
    int down = -1;
    double least = Double.POSITIVE_INFINITY;
    double best = 0;
    for (int i = 0; i < pull.length; i++) {
      if (mayFall(alpha, i, first, cost)) {
        least = Math.min(least, pull[i]);
        double apart = pull[up] - pull[i];
        double gain = apart > 0 ? apart * apart / curvature(kernel, up, i) : 0;
        if (gain > best) {
          best = gain;
          down = i;
        }
      }
    }
    return pull[up] - least < TOLERANCE ? -1 : down;
  }

  private static double curvature(double[][] kernel, int i, int j) {
    return Math.max(LEAST_CURVATURE, kernel[i][i] + kernel[j][j] - 2 * kernel[i][j]);
  }

  private static void move(
      double[][] kernel, double[] alpha, double[] pull, int first, double cost, int up, int down) {
    double room =
        Math.min(
            up < first ? cost - alpha[up] : alpha[up],
            down < first ? alpha[down] : cost - alpha[down]);
    double step = Math.min(room, (pull[up] - pull[down]) / curvature(kernel, up, down));
    alpha[up] = within(alpha[up] + sign(up, first) * step, cost);
    alpha[down] = within(alpha[down] - sign(down, first) * step, cost);
    for (int i = 0; i < pull.length; i++) {
      pull[i] -= step * (kernel[i][up] - kernel[i][down]);
    }
  }

  /** What is next to a bound is there, lest rounding keep it in play. */
  private static double within(double alpha, double cost) {
    return alpha < 1e-12 * cost ? 0 : Math.min(alpha, alpha > (1 - 1e-12) * cost ? cost : alpha);
  }

  /** The mean pull of rows on the margin or, if there are none, the middle of what is allowed. */
  private static double bias(double[] alpha, double[] pull, int first, double cost) {
    double sum = 0;
    int free = 0;
    double most = Double.NEGATIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < pull.length; i++) {
      boolean rise = mayRise(alpha, i, first, cost);
      boolean fall = mayFall(alpha, i, first, cost);
      if (rise && fall) {
        sum += pull[i];
        free++;
      }
      most = rise ? Math.max(most, pull[i]) : most;
      least = fall ? Math.min(least, pull[i]) : least;
    }
    return free > 0 ? sum / free : (most + least) / 2;
  }
}
