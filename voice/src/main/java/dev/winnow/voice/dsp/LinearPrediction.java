package dev.winnow.voice.dsp;

/**
 * Coefficients of A(z) = 1 + a₁z⁻¹ + …, which leaves least of a sound (Makhoul 1975, "Linear
 * Prediction: A Tutorial Review"). All roots of what is found here lie within the unit circle.
 */
public final class LinearPrediction {
  /** What is added to an energy that is divided by, as a share of it: −120 dB. */
  private static final double FLOOR = 1e-12;

  private LinearPrediction() {}

  /**
   * Burg's method: reflection coefficients that leave least of what is predicted forwards and
   * backwards (Burg 1967; as in librosa's {@code lpc}). It needs no window, and finds resonances in
   * short frames.
   *
   * @param sound longer than the order, and not all zeros
   * @param order how many coefficients follow the first, which is 1
   */
  public static double[] burg(double[] sound, int order) {
    double[] forward = sound.clone();
    double[] backward = sound.clone();
    double[] predictor = {1};
    double floor = FLOOR * energy(sound, 0, sound.length);
    int count = sound.length - 1;
    double product = DotProduct.of(forward, 1, backward, 0, count);
    double energy = floor + energy(forward, 1, count) + energy(backward, 0, count);
    for (int i = 1; i <= order; i++) {
      double reflection = -2 * product / energy;
      predictor = longer(predictor, reflection);
      product = 0;
      energy = floor;
      // What is left backwards stays where it is: of sample n it is at n - i. In the same pass the
      // sums of the next coefficient are made, of each sample forwards and the one before
      // backwards.
      double before = backward[0] + reflection * forward[i];
      backward[0] = before;
      for (int n = i + 1; n < sound.length; n++) {
        double ahead = forward[n];
        double behind = backward[n - i];
        double left = ahead + reflection * behind;
        product += left * before;
        energy += left * left + before * before;
        before = behind + reflection * ahead;
        forward[n] = left;
        backward[n - i] = before;
      }
    }
    return predictor;
  }

  /**
   * The Levinson-Durbin recursion.
   *
   * @param correlation of the sound with itself at the lags 0, 1, …; at lag 0 above 0
   * @return as many coefficients as there are lags
   */
  static double[] levinson(double[] correlation) {
    double[] predictor = {1};
    double error = correlation[0] * (1 + FLOOR);
    for (int i = 1; i < correlation.length; i++) {
      double product = correlation[i];
      for (int k = 1; k < i; k++) {
        product += predictor[k] * correlation[i - k];
      }
      double reflection = -product / error;
      predictor = longer(predictor, reflection);
      error *= 1 - reflection * reflection;
    }
    return predictor;
  }

  /** The recursion that both have: one coefficient more. */
  private static double[] longer(double[] predictor, double reflection) {
    int order = predictor.length;
    double[] longer = new double[order + 1];
    longer[0] = 1;
    for (int k = 1; k < order; k++) {
      longer[k] = predictor[k] + reflection * predictor[order - k];
    }
    longer[order] = reflection;
    return longer;
  }

  private static double energy(double[] sound, int from, int count) {
    return DotProduct.of(sound, from, sound, from, count);
  }
}
