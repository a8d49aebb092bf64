package dev.winnow.privacy;

import java.util.List;

/**
 * Cross-entropies of probabilities that are made from scores at several temperatures (Guo et al.
 * 2017, "On Calibration of Modern Neural Networks"), for two halves of the people: the temperature
 * that serves one half best is taken for the other.
 */
final class Temperatures {
  private static final double[] VALUES = {0.5, 0.7, 1, 1.4, 2, 3, 5, 8, 16, 64, 1024};

  private final double[] shares;
  private final double[][] surprise = new double[2][VALUES.length];
  private final double[][] atRandom = new double[2][VALUES.length];
  private final int[] rows = new int[2];

  /**
   * @param shares of the labels among all rows
   */
  Temperatures(double[] shares) {
    this.shares = shares;
  }

  /**
   * Takes rows into account.
   *
   * @param scores for each label those of the rows
   * @param labels the right ones
   * @param people who are on the rows
   */
  void add(float[][] scores, List<Integer> labels, List<Integer> people) {
    for (int row = 0; row < labels.size(); row++) {
      int half = people.get(row) & 1;
      rows[half]++;
      for (int t = 0; t < VALUES.length; t++) {
        double whole = logSum(scores, row, VALUES[t]);
        surprise[half][t] += whole - scores[labels.get(row)][row] / VALUES[t];
        for (int label = 0; label < shares.length; label++) {
          if (shares[label] > 0) {
            atRandom[half][t] += shares[label] * (whole - scores[label][row] / VALUES[t]);
          }
        }
      }
    }
  }

  /** The mean surprise at the right label, in bits. */
  double crossEntropy() {
    return mean(surprise);
  }

  /** How much less that is than at a label drawn at random, in bits. */
  double contrast() {
    return mean(atRandom) - mean(surprise);
  }

  private double mean(double[][] sums) {
    double sum = sums[0][best(1)] + sums[1][best(0)];
    return sum / (rows[0] + rows[1]) / Math.log(2);
  }

  private int best(int half) {
    int best = VALUES.length - 1;
    for (int t = VALUES.length - 1; t >= 0; t--) {
      best = surprise[half][t] < surprise[half][best] ? t : best;
    }
    return best;
  }

  private static double logSum(float[][] scores, int row, double temperature) {
    double most = Double.NEGATIVE_INFINITY;
    for (float[] label : scores) {
      most = Math.max(most, label[row] / temperature);
    }
    double sum = 0;
    for (float[] label : scores) {
      sum += Math.exp(label[row] / temperature - most);
    }
    return most + Math.log(sum);
  }
}
