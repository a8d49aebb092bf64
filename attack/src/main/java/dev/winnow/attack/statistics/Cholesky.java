package dev.winnow.attack.statistics;

import java.util.Optional;

/** Cholesky's decomposition of small covariances. */
public final class Cholesky {
  /** A direction that varies less than this, beside its column, is taken for none. */
  private static final double STILL = 1e-9;

  private final double[][] lower;

  private Cholesky(double[][] lower) {
    this.lower = lower;
  }

  /** Lower triangular L with L·Lᵀ the covariance; empty if that is not of full rank. */
  public static Optional<Cholesky> of(double[][] covariance) {
    int size = covariance.length;
    double[][] lower = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double left = covariance[i][j];
        for (int k = 0; k < j; k++) {
          left -= lower[i][k] * lower[j][k];
        }
        if (i != j) {
          lower[i][j] = left / lower[j][j];
        } else if (left > STILL * covariance[i][i] && left > Double.MIN_NORMAL) {
          lower[i][i] = Math.sqrt(left);
        } else {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new Cholesky(lower));
  }

  /** Half the logarithm of the covariance's determinant. */
  public double halfLogDeterminant() {
    double sum = 0;
    for (int i = 0; i < lower.length; i++) {
      sum += Math.log(lower[i][i]);
    }
    return sum;
  }

  /** L⁻¹, lower triangular: it turns what has the covariance into what has the identity. */
  public double[][] inverse() {
    int size = lower.length;
    double[][] inverse = new double[size][size];
    for (int column = 0; column < size; column++) {
      for (int i = column; i < size; i++) {
        double left = i == column ? 1 : 0;
        for (int k = column; k < i; k++) {
          left -= lower[i][k] * inverse[k][column];
        }
        inverse[i][column] = left / lower[i][i];
      }
    }
    return inverse;
  }

  /** The x for which the covariance times x is a vector. */
  public double[] solve(double[] vector) {
    double[] x = vector.clone();
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= lower[i][k] * x[k];
      }
      x[i] /= lower[i][i];
    }
    for (int i = x.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < x.length; k++) {
        x[i] -= lower[k][i] * x[k];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }
}
