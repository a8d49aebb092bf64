package dev.winnow.core;

/**
 * Where a number surely lies, both ends included.
 *
 * @param low the lower end, finite
 * @param high the upper end, finite and above the lower
 */
public record Interval(double low, double high) {
  /**
   * @throws IllegalArgumentException if an end is not finite, or the lower is not below the upper
   */
  public Interval {
    if (!Double.isFinite(low) || !Double.isFinite(high) || low >= high) {
      throw new IllegalArgumentException(
          "an interval needs two finite ends, the lower first, not %s and %s".formatted(low, high));
    }
  }

  /** Half the distance between the ends. */
  public double halfWidth() {
    return high / 2 - low / 2;
  }
}
