package dev.winnow.noise;

import java.util.function.LongSupplier;

/**
 * Normal numbers of mean 0 and variance 1 out of uniform bits (Box and Muller, "A note on the
 * generation of random normal deviates", 1958), in double precision, from 53 bits each. None is
 * larger than 8.6, where a true Gaussian is once in 10¹⁷ draws.
 */
final class BoxMuller {
  private BoxMuller() {}

  /**
   * Fills an array.
   *
   * @param bits 64 uniform bits at a time, of which the upper 53 count; asked once per number, and
   *     once more if their number is odd
   */
  static void fill(double[] normals, LongSupplier bits) {
    for (int i = 0; i < normals.length; i += 2) {
      // From 2⁻⁵³ to 1: its logarithm is finite. StrictMath, for the same on every platform.
      double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(bits.getAsLong())));
      double angle = 2 * Math.PI * uniform(bits.getAsLong());
      normals[i] = radius * StrictMath.cos(angle);
      if (i + 1 < normals.length) {
        normals[i + 1] = radius * StrictMath.sin(angle);
      }
    }
  }

  /** From 0 to 1 − 2⁻⁵³, in steps of 2⁻⁵³. */
  static double uniform(long bits) {
    return (bits >>> 11) * 0x1p-53;
  }
}
