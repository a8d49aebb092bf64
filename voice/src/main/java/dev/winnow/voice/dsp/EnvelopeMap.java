package dev.winnow.voice.dsp;

/** Makes another spectral envelope of one, each given as an all-pole filter. */
@FunctionalInterface
public interface EnvelopeMap {
  /**
   * The new envelope.
   *
   * @param predictor coefficients of A(z) = 1 + a₁z⁻¹ + …, whose inverse is the envelope; all its
   *     roots lie within the unit circle
   * @return as many, of a filter whose inverse is stable too
   */
  double[] map(double[] predictor);
}
