package dev.winnow.voice;

import java.util.random.RandomGenerator;

/**
 * From where to where a number is drawn; both are the same of one that is fixed.
 *
 * @param low the least
 * @param high the most
 */
public record ValueRange(double low, double high) {
  private static final String BETWEEN = "..";

  /**
   * @throws IllegalArgumentException if a bound is not finite, or they are the wrong way round
   */
  public ValueRange {
    if (!(Double.isFinite(low) && Double.isFinite(high) && low <= high)) {
      throw new IllegalArgumentException(
          "a range is written lowest..highest, not %s..%s".formatted(low, high));
    }
  }

  /** A number that is always the same. */
  public static ValueRange fixed(double value) {
    return new ValueRange(value, value);
  }

  /**
   * Reads {@code -4}, or {@code -6..-3}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static ValueRange parse(String text) {
    int at = text.indexOf(BETWEEN);
    try {
      return at < 0
          ? fixed(Double.parseDouble(text))
          : new ValueRange(
              Double.parseDouble(text.substring(0, at)),
              Double.parseDouble(text.substring(at + BETWEEN.length())));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "a number such as -4, or a range such as -6..-3, is needed, not \"%s\"".formatted(text),
          e);
    }
  }

  /** A number from this range, each as likely as the others. */
  public double draw(RandomGenerator random) {
    return low + (high - low) * random.nextDouble();
  }

  /** As it is parsed. */
  @Override
  public String toString() {
    return low == high ? String.valueOf(low) : low + BETWEEN + high;
  }

  /** The same, without zeros behind the point, for people. */
  String brief() {
    return low == high ? brief(low) : brief(low) + BETWEEN + brief(high);
  }

  private static String brief(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
