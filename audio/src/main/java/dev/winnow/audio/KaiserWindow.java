package dev.winnow.audio;

/**
 * Kaiser's window (Kaiser and Schafer 1980, "On the Use of the I0-sinh Window for Spectrum
 * Analysis").
 */
public final class KaiserWindow {
  private KaiserWindow() {}

  /**
   * Its value.
   *
   * @param place from −1, where it begins, over 0, where it is 1, to 1
   * @param beta how narrow it is, at least 0
   */
  public static double at(double place, double beta) {
    return bessel(beta * Math.sqrt(1 - place * place)) / bessel(beta);
  }

  /** The modified Bessel function of the first kind of order 0, by its series. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      term *= x / (2 * k) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }
}
