package dev.winnow.attack.regression;

import dev.winnow.attack.statistics.Cholesky;
import dev.winnow.attack.statistics.ScatterMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What ridge regression solves, for several penalties: (XᵀX/n + λ) w = Xᵀy/n of centred rows, or
 * where there are fewer rows than columns, the same through XXᵀ (Saunders, Gammerman and Vovk 1998,
 * "Ridge Regression Learning Algorithm in Dual Variables").
 */
final class RidgeFit {
  private final double[][] columns;
  private final double[] middle;
  private final double mean;
  private final boolean dual;
  private final double[][] products;
  private final double[] right;

  private RidgeFit(float[][] rows, double[] targets) {
    int width = rows[0].length;
    int count = rows.length;
    middle = ScatterMatrix.mean(rows, width);
    mean = Arrays.stream(targets).average().orElseThrow();
    double[] centred = Arrays.stream(targets).map(target -> target - mean).toArray();
    columns = new double[width][count];
    for (int i = 0; i < width; i++) {
      for (int row = 0; row < count; row++) {
        columns[i][row] = rows[row][i] - middle[i];
      }
    }
    dual = count < width;
    double[][] sides = dual ? transposed(columns) : columns;
    products =
        IntStream.range(0, sides.length)
            .parallel()
            .mapToObj(
                i ->
                    Arrays.stream(sides).mapToDouble(side -> dot(sides[i], side) / count).toArray())
            .toArray(double[][]::new);
    right =
        dual
            ? centred
            : Arrays.stream(columns).mapToDouble(column -> dot(column, centred) / count).toArray();
  }

  /**
   * @param rows to learn from, at least one
   * @param targets one a row
   */
  static RidgeFit of(float[][] rows, double[] targets) {
    return new RidgeFit(rows, targets);
  }

  /**
   * Solves.
   *
   * @param penalty λ, above 0, a row
   */
  Line with(double penalty) {
    double[][] sum = new double[products.length][];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = products[i].clone();
      sum[i][i] += penalty;
    }
    double[] solved = Cholesky.of(sum).orElseThrow().solve(right);
    double[] weights =
        dual
            ? Arrays.stream(columns)
                .mapToDouble(column -> dot(column, solved) / column.length)
                .toArray()
            : solved;
    return new Line(weights, middle, mean);
  }

  /** A linear function of rows. */
  @SuppressWarnings("ArrayRecordComponent") // Made once and never compared.
  record Line(double[] weights, double[] middle, double mean) {
    double[] predict(float[][] rows) {
      return Arrays.stream(rows).mapToDouble(this::predict).toArray();
    }

    private double predict(float[] row) {
      double sum = mean;
      for (int i = 0; i < row.length; i++) {
        sum += weights[i] * (row[i] - middle[i]);
      }
      return sum;
    }
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] turned = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < turned.length; j++) {
        turned[j][i] = matrix[i][j];
      }
    }
    return turned;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
