package dev.winnow.data;

/**
 * A part of a recording or a series.
 *
 * @param start in seconds since the file's first value, at least 0
 * @param end in seconds since the file's first value, above {@code start}; what is recorded then
 *     belongs to the next window
 */
public record TimeWindow(double start, double end) {
  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public TimeWindow {
    if (!(start >= 0 && end > start && Double.isFinite(end))) {
      throw new IllegalArgumentException(
          "a window must start at 0 or later and end after that, not from %s to %s"
              .formatted(start, end));
    }
  }

  /** Such as {@code 1.5–4.0 s}. */
  @Override
  public String toString() {
    return start + "–" + end + " s";
  }
}
