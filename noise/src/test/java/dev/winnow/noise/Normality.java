package dev.winnow.noise;

import java.util.Arrays;
import java.util.Optional;

/**
 * Tells whether rows of numbers are independent draws from a standard normal distribution.
 *
 * <p>True draws are rejected with a probability below 10⁻⁹ in each comparison: of the distribution
 * by the bound of Dvoretzky, Kiefer, Wolfowitz and Massart (1990), P(D > ε) ≤ 2 exp(−2nε²), which
 * holds for every n; of mean, variance and correlations, which are normal for so many draws, by
 * their distance from what is expected in standard errors. A row of 8 has 1 + 2 + 28 + 8
 * comparisons: 4·10⁻⁸ in all.
 */
final class Normality {
  /** 2 exp(−2nε²) = 10⁻⁹ at ε = √(10.71 / n). */
  private static final double DISTANCE = 10.71;

  /** A normal number is as far from 0 with a probability of 10⁻⁹. */
  private static final double ERRORS = 6.11;

  private Normality() {}

  /** What is wrong with the rows; empty if nothing is. */
  static Optional<String> complaint(double[][] rows) {
    double[] all = Arrays.stream(rows).flatMapToDouble(Arrays::stream).sorted().toArray();
    double n = all.length;
    double distance = distance(all);
    if (distance > Math.sqrt(DISTANCE / n)) {
      return Optional.of("the distribution is off by " + distance);
    }
    double mean = Arrays.stream(all).sum() / n;
    if (Math.abs(mean) * Math.sqrt(n) > ERRORS) {
      return Optional.of("the mean is " + mean);
    }
    double square = Arrays.stream(all).map(x -> x * x).sum() / n;
    if (Math.abs(square - 1) * Math.sqrt(n / 2) > ERRORS) {
      return Optional.of("the variance is " + square);
    }
    return dependence(rows);
  }

  /** Between every two columns, and between each row and the next. */
  private static Optional<String> dependence(double[][] rows) {
    int width = rows[0].length;
    for (int i = 0; i < width; i++) {
      for (int j = i; j < width; j++) {
        int shift = i == j ? 1 : 0;
        double sum = 0;
        for (int row = 0; row + shift < rows.length; row++) {
          sum += rows[row][i] * rows[row + shift][j];
        }
        double errors = sum / Math.sqrt(rows.length);
        if (Math.abs(errors) > ERRORS) {
          return Optional.of("columns %d and %d go together".formatted(i, j));
        }
      }
    }
    return Optional.empty();
  }

  /** The largest distance of the draws' distribution from the normal one (Kolmogorov). */
  private static double distance(double[] sorted) {
    double largest = 0;
    for (int i = 0; i < sorted.length; i++) {
      double expected = below(sorted[i]);
      largest = Math.max(largest, expected - (double) i / sorted.length);
      largest = Math.max(largest, (i + 1.0) / sorted.length - expected);
    }
    return largest;
  }

  /**
   * The probability of a standard normal number below x (Marsaglia, "Evaluating the normal
   * distribution", 2004), to 10⁻¹⁴.
   */
  static double below(double x) {
    if (Math.abs(x) > 8) {
      return x < 0 ? 0 : 1;
    }
    double sum = x;
    double term = x;
    for (int i = 3; Math.abs(term) > 1e-17; i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
