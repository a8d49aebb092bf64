package dev.winnow.core;

/**
 * A closed range of numbers.
 *
 * @param low its lower end, finite
 * @param high its upper end, finite, above {@code low}
 */
public record Interval(double low, double high) {
  /**
   * @throws IllegalArgumentException if an end is not finite, or the upper one is not above the
   *     lower
   */
  public Interval {
    if (!(Double.isFinite(low) && Double.isFinite(high) && low < high)) {
      throw new IllegalArgumentException(
          "an interval needs a number and a larger one, not %s and %s".formatted(low, high));
    }
  }

  /** The nearest number that lies within; {@code low} if the value is no number. */
  public double clamp(double value) {
    // Said so that a NaN ends at the lower end.
    return value > low ? Math.min(value, high) : low;
  }

  /** Half the distance between the ends. */
  public double halfWidth() {
    return high / 2 - low / 2;
  }
}
