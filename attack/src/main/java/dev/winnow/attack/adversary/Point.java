package dev.winnow.attack.adversary;

import java.util.Arrays;

/**
 * A known feature p, as the nearest are searched. Minus half its squared distance from x is x·p −
 * |p|²/2, but for |x|²/2, which is the same for every p: its score.
 *
 * @param values padded as {@link Products} wants them
 * @param addend −|p|²/2
 */
@SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
record Point(float[] values, float addend) {
  static Point of(float[] values) {
    return new Point(
        Arrays.copyOf(values, Products.padded(values.length)), (float) (-square(values) / 2));
  }

  static double square(float[] values) {
    double square = 0;
    for (float value : values) {
      square += (double) value * value;
    }
    return square;
  }
}
