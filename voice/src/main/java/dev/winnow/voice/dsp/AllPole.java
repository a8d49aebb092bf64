package dev.winnow.voice.dsp;

/**
 * Filters given by the coefficients of A(z) = 1 + a₁z⁻¹ + …, with nothing before the first value.
 */
final class AllPole {
  private AllPole() {}

  /** The excitation: A(z) of the sound. */
  static double[] residual(double[] predictor, double[] sound) {
    double[] residual = new double[sound.length];
    for (int n = 0; n < sound.length; n++) {
      double sum = sound[n];
      for (int k = 1; k < predictor.length && k <= n; k++) {
        sum += predictor[k] * sound[n - k];
      }
      residual[n] = sum;
    }
    return residual;
  }

  /** The sound: 1/A(z) of the excitation. */
  static double[] filter(double[] predictor, double[] residual) {
    double[] sound = new double[residual.length];
    for (int n = 0; n < residual.length; n++) {
      double sum = residual[n];
      for (int k = 1; k < predictor.length && k <= n; k++) {
        sum -= predictor[k] * sound[n - k];
      }
      sound[n] = sum;
    }
    return sound;
  }
}
