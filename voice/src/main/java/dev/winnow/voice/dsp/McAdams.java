package dev.winnow.voice.dsp;

import java.util.Arrays;

/**
 * Raises the angle of each complex pole of an envelope, in radians, to a power (McAdams 1984; for
 * voices Patino et al. 2021, "Speaker Anonymisation Using the McAdams Coefficient", Interspeech,
 * section 3): with a power below 1, formants below 1 radian (2,546 Hz at 16 kHz) move up and those
 * above it down; with one above 1 it is the other way round. Real poles stay, and so does how far
 * each pole lies from the origin; an angle that would be beyond π is π.
 *
 * @param power of the angles; 1 leaves them
 */
public record McAdams(double power) implements EnvelopeMap {
  @Override
  public double[] map(double[] predictor) {
    PolynomialRoots poles = PolynomialRoots.of(predictor);
    double[] real = new double[poles.count()];
    double[] imaginary = new double[poles.count()];
    for (int i = 0; i < real.length; i++) {
      real[i] = poles.real(i);
      imaginary[i] = poles.imaginary(i);
      if (!poles.isReal(i)) {
        double angle =
            Math.min(Math.PI, Math.pow(Math.atan2(Math.abs(imaginary[i]), real[i]), power));
        double length = Math.hypot(real[i], imaginary[i]);
        real[i] = length * Math.cos(angle);
        imaginary[i] = Math.copySign(length * Math.sin(angle), imaginary[i]);
      }
    }
    return Arrays.copyOf(PolynomialRoots.polynomial(real, imaginary), predictor.length);
  }
}
