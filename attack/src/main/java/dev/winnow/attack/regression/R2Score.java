package dev.winnow.attack.regression;

import dev.winnow.attack.statistics.Bootstrap;
import dev.winnow.attack.statistics.RowsByPerson;
import dev.winnow.core.Estimate;
import java.util.List;

/**
 * The coefficient of determination: 1 − Σ(y − ŷ)² / Σ(y − mean of y)², over rows that were not
 * learned from (scikit-learn's {@code r2_score}).
 */
public final class R2Score {
  private R2Score() {}

  /**
   * How much of a number is explained.
   *
   * @param predictions one for each number
   * @param numbers that are right
   * @param people who is on each row
   * @param seed of the interval over people
   * @return 1 if all is, 0 for whoever says the mean; below 0 for worse
   */
  public static Estimate of(
      double[] predictions, List<Double> numbers, List<Integer> people, long seed) {
    List<int[]> rows = RowsByPerson.of(people);
    double[][] sums = new double[rows.size()][];
    for (int person = 0; person < sums.length; person++) {
      sums[person] = sums(rows.get(person), predictions, numbers);
    }
    return Bootstrap.of(sums.length, seed, weights -> new double[] {score(weights, sums)}).get(0);
  }

  /** Rows, their numbers, the squares of these, and squared errors. */
  private static double[] sums(int[] rows, double[] predictions, List<Double> numbers) {
    double[] sums = new double[4];
    for (int row : rows) {
      double number = numbers.get(row);
      sums[0]++;
      sums[1] += number;
      sums[2] += number * number;
      sums[3] += (number - predictions[row]) * (number - predictions[row]);
    }
    return sums;
  }

  private static double score(int[] weights, double[][] sums) {
    double[] all = new double[4];
    for (int person = 0; person < weights.length; person++) {
      for (int i = 0; i < all.length; i++) {
        all[i] += weights[person] * sums[person][i];
      }
    }
    double spread = all[2] - all[1] * all[1] / all[0];
    return spread > 0 ? 1 - all[3] / spread : Double.NaN;
  }
}
