package dev.winnow.data;

/**
 * A rectangle on a picture, in shares of the picture's width and height: {@code (0, 0, 1, 1)} is
 * the whole. It may reach beyond the picture.
 *
 * @param left where it begins, 0 at the picture's left edge and 1 at its right
 * @param top where it begins, 0 at the picture's upper edge and 1 at its lower
 * @param width above 0
 * @param height above 0
 */
public record Window(double left, double top, double width, double height) {
  /** The whole picture. */
  public static final Window WHOLE = new Window(0, 0, 1, 1);

  /** The farthest that a window may reach, in pictures: beyond it there is nothing to see. */
  private static final double FARTHEST = 4;

  /**
   * @throws IllegalArgumentException if it is empty, reaches more than four pictures' extents away
   *     from the picture's corner, or a number is not finite
   */
  public Window {
    require(width > 0 && height > 0, "a window must have a width and a height above 0");
    require(
        Math.abs(left) <= FARTHEST
            && Math.abs(top) <= FARTHEST
            && left + width <= FARTHEST
            && top + height <= FARTHEST,
        "a window must lie within four widths and heights of the picture");
  }

  /**
   * This window, seen from another: where it lies on the part of a picture that the other cuts out.
   */
  public Window within(Window other) {
    return new Window(
        (left - other.left) / other.width,
        (top - other.top) / other.height,
        width / other.width,
        height / other.height);
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
