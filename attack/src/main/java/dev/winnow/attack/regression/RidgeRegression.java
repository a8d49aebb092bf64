package dev.winnow.attack.regression;

import dev.winnow.attack.statistics.Columns;
import java.util.Arrays;
import java.util.List;

/**
 * Linear least squares with a penalty on the squares of the weights (Hoerl and Kennard 1970). Of
 * penalties from 10⁻⁴ to 10⁴ a row the one is taken by which each half of the known people is
 * predicted best from the other.
 */
public record RidgeRegression() implements Regressor {
  private static final int LEAST = -4;
  private static final int MOST = 4;

  @Override
  public String word() {
    return "ridge";
  }

  @Override
  public double[] predictions(RegressionData data) {
    float[][] known = Columns.rows(data.features().known());
    double[] targets = data.targets();
    double penalty = penalty(known, targets, PeopleFolds.of(data.features().knownPeople()));
    return RidgeFit.of(known, targets)
        .with(penalty)
        .predict(Columns.rows(data.features().unknown()));
  }

  private static double penalty(float[][] rows, double[] targets, List<int[]> folds) {
    double[] errors = new double[MOST - LEAST + 1];
    for (int fold = 0; fold < folds.size(); fold++) {
      int[] learned = folds.get(fold);
      int[] asked = folds.get(1 - fold);
      RidgeFit fit = RidgeFit.of(gathered(rows, learned), gathered(targets, learned));
      float[][] others = gathered(rows, asked);
      double[] right = gathered(targets, asked);
      for (int i = 0; i < errors.length; i++) {
        double[] said = fit.with(Math.pow(10, LEAST + i)).predict(others);
        for (int row = 0; row < said.length; row++) {
          errors[i] += (said[row] - right[row]) * (said[row] - right[row]);
        }
      }
    }
    return Math.pow(10, LEAST + Regressor.best(errors));
  }

  private static float[][] gathered(float[][] rows, int[] some) {
    return Arrays.stream(some).mapToObj(row -> rows[row]).toArray(float[][]::new);
  }

  private static double[] gathered(double[] values, int[] some) {
    return Arrays.stream(some).mapToDouble(row -> values[row]).toArray();
  }
}
