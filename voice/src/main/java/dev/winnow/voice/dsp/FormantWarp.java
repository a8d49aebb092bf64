package dev.winnow.voice.dsp;

/**
 * Moves all formants by one factor, as a longer or shorter vocal tract would: the new envelope has
 * at a frequency what the old one has at this frequency divided by the factor; what would lie above
 * half the rate is taken from there. The power spectrum of the envelope is read along the warped
 * axis, its autocorrelation follows by the inverse transform, and the all-pole filter of that by
 * the Levinson-Durbin recursion (linear prediction from a spectrum, Makhoul 1975, section III).
 *
 * <p>Immutable.
 */
public final class FormantWarp implements EnvelopeMap {
  private static final int POINTS = 512;

  private final int order;

  /** Cosine and sine of each multiple, of each warped frequency. */
  private final double[][] warpedCosines;

  private final double[][] warpedSines;

  /** Cosine of each plain frequency, of each multiple. */
  private final double[][] cosines;

  private FormantWarp(double factor, int order) {
    this.order = order;
    this.warpedCosines = new double[order + 1][POINTS + 1];
    this.warpedSines = new double[order + 1][POINTS + 1];
    this.cosines = new double[POINTS + 1][order + 1];
    for (int point = 0; point <= POINTS; point++) {
      double plain = Math.PI * point / POINTS;
      double warped = Math.min(Math.PI, plain / factor);
      for (int k = 0; k <= order; k++) {
        warpedCosines[k][point] = Math.cos(k * warped);
        warpedSines[k][point] = Math.sin(k * warped);
        cosines[point][k] = Math.cos(k * plain);
      }
    }
  }

  /**
   * A warp.
   *
   * @param factor of the frequency of each formant, from 0.5 to 2; below 1 the speaker seems larger
   * @param order of the envelopes
   */
  public static FormantWarp of(double factor, int order) {
    return new FormantWarp(factor, order);
  }

  @Override
  public double[] map(double[] predictor) {
    double[] real = new double[POINTS + 1];
    double[] imaginary = new double[POINTS + 1];
    for (int k = 0; k <= order; k++) {
      add(predictor[k], warpedCosines[k], real);
      add(predictor[k], warpedSines[k], imaginary);
    }
    double[] correlation = new double[order + 1];
    for (int point = 0; point <= POINTS; point++) {
      // Both ends count half, by the trapezoidal rule.
      double weight = point == 0 || point == POINTS ? 0.5 : 1;
      double power = weight / (real[point] * real[point] + imaginary[point] * imaginary[point]);
      add(power, cosines[point], correlation);
    }
    return LinearPrediction.levinson(correlation);
  }

  private static void add(double factor, double[] values, double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] += factor * values[i];
    }
  }
}
