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
          "an interval must go from a number to a larger one, not from %s to %s"
              .formatted(low, high));
    }
  }

  /** The nearest number that lies within; {@code low} if the value is no number. */
  public double clamp(double value) {
    // Said so that a NaN ends at the lower end.
    return value > low ? Math.min(value, high) : low;
  }

  /** The middle between the ends. */
  public double middle() {
    return low + (high - low) / 2;
  }

  /** Half the distance between the ends. */
  public double halfWidth() {
    return (high - low) / 2;
  }
}
