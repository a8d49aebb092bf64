package dev.winnow.voice.dsp;

import java.util.Arrays;

/**
 * The roots of a polynomial with real coefficients, all at once (Aberth 1973, "Iteration Methods
 * for Finding all Zeros of a Polynomial Simultaneously"): each approximation goes by Newton's step,
 * less what the others would draw it to.
 */
final class PolynomialRoots {
  private static final int MOST_ROUNDS = 100;

  /** The error after a step goes with its cube where roots lie apart, so that this is the last. */
  private static final double DONE = 1e-8;

  /** Within this of the real axis a root is real: rounding, not a resonance. */
  private static final double REAL = 1e-9;

  private final double[] coefficients;
  private final double[] real;
  private final double[] imaginary;

  private PolynomialRoots(double[] coefficients) {
    this.coefficients = coefficients;
    int degree = coefficients.length - 1;
    this.real = new double[degree];
    this.imaginary = new double[degree];
    // Their product is the last coefficient; on a circle, none opposite or conjugate to another.
    double radius = Math.pow(Math.max(1e-12, Math.abs(coefficients[degree])), 1.0 / degree);
    for (int i = 0; i < degree; i++) {
      double angle = 2 * Math.PI * (i + 0.25) / degree + 0.1;
      real[i] = radius * Math.cos(angle);
      imaginary[i] = radius * Math.sin(angle);
    }
  }

  /**
   * Finds them.
   *
   * @param coefficients from that of the highest power, which is 1, down to the constant
   */
  static PolynomialRoots of(double[] coefficients) {
    int degree = coefficients.length - 1;
    while (degree > 0 && coefficients[degree] == 0) {
      // A root at 0, which leaves a polynomial of a lower degree.
      degree--;
    }
    PolynomialRoots roots = new PolynomialRoots(Arrays.copyOf(coefficients, degree + 1));
    boolean[] found = new boolean[degree];
    for (int round = 0; round < MOST_ROUNDS && !roots.improve(found); round++) {
      // Goes on until nothing moves.
    }
    return roots;
  }

  int count() {
    return real.length;
  }

  double real(int root) {
    return real[root];
  }

  double imaginary(int root) {
    return imaginary[root];
  }

  boolean isReal(int root) {
    return Math.abs(imaginary[root]) < REAL;
  }

  /** The polynomial with these roots, whose highest coefficient is 1; they come in conjugates. */
  static double[] polynomial(double[] real, double[] imaginary) {
    double[] a = new double[real.length + 1];
    double[] b = new double[real.length + 1];
    a[0] = 1;
    for (int root = 0; root < real.length; root++) {
      for (int k = root + 1; k > 0; k--) {
        double before = a[k - 1];
        a[k] -= real[root] * before - imaginary[root] * b[k - 1];
        b[k] -= real[root] * b[k - 1] + imaginary[root] * before;
      }
    }
    return a;
  }

  /** One round for all roots that are not found yet; whether all of them are now. */
  private boolean improve(boolean[] found) {
    boolean all = true;
    for (int i = 0; i < real.length; i++) {
      found[i] = found[i] || improve(i) < DONE;
      all &= found[i];
    }
    return all;
  }

  private double improve(int root) {
    double x = real[root];
    double y = imaginary[root];
    double valueX = coefficients[0];
    double valueY = 0;
    double slopeX = 0;
    double slopeY = 0;
    for (int k = 1; k < coefficients.length; k++) {
      double nextSlope = slopeX * x - slopeY * y + valueX;
      slopeY = slopeX * y + slopeY * x + valueY;
      slopeX = nextSlope;
      double nextValue = valueX * x - valueY * y + coefficients[k];
      valueY = valueX * y + valueY * x;
      valueX = nextValue;
    }
    // Newton's correction w = p/p', then w / (1 − w·Σ 1/(z − zⱼ)), as p / (p' − p·Σ).
    double pullX = 0;
    double pullY = 0;
    for (int other = 0; other < real.length; other++) {
      if (other != root) {
        double dx = x - real[other];
        double dy = y - imaginary[other];
        double square = Math.max(dx * dx + dy * dy, 1e-300);
        pullX += dx / square;
        pullY -= dy / square;
      }
    }
    double belowX = slopeX - (valueX * pullX - valueY * pullY);
    double belowY = slopeY - (valueX * pullY + valueY * pullX);
    double square = belowX * belowX + belowY * belowY;
    if (square == 0 || (valueX == 0 && valueY == 0)) {
      return 0;
    }
    double stepX = (valueX * belowX + valueY * belowY) / square;
    double stepY = (valueY * belowX - valueX * belowY) / square;
    real[root] = x - stepX;
    imaginary[root] = y - stepY;
    return Math.hypot(stepX, stepY);
  }
}
