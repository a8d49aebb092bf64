package dev.winnow.voice.dsp;

import java.util.Arrays;

/**
 * Filters given by the coefficients of A(z) = 1 + a₁z⁻¹ + …, with nothing before the first value.
 */
final class AllPole {
  private AllPole() {}

  /** The excitation: A(z) of the sound. */
  static double[] residual(double[] predictor, double[] sound) {
    double[] residual = sound.clone();
    for (int k = 1; k < predictor.length; k++) {
      double factor = predictor[k];
      for (int n = k; n < sound.length; n++) {
        residual[n] += factor * sound[n - k];
      }
    }
    return residual;
  }

  /** The sound: 1/A(z) of the excitation. */
  static double[] filter(double[] predictor, double[] residual) {
    int order = predictor.length - 1;
    double[] oldestFirst = new double[order];
    Arrays.setAll(oldestFirst, k -> predictor[order - k]);
    double[] sound = new double[order + residual.length];
    for (int n = 0; n < residual.length; n++) {
      sound[order + n] = residual[n] - DotProduct.of(oldestFirst, 0, sound, n, order);
    }
    return Arrays.copyOfRange(sound, order, sound.length);
  }
}
