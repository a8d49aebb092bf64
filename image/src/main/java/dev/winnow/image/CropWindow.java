package dev.winnow.image;

/**
 * A rectangle on an image, in shares of the image's width and height: {@code (0, 0, 1, 1)} is the
 * whole. It may reach beyond the image.
 *
 * @param left where it begins, 0 at the image's left edge and 1 at its right
 * @param top where it begins, 0 at the image's upper edge and 1 at its lower
 * @param width above 0
 * @param height above 0
 */
public record CropWindow(double left, double top, double width, double height) {
  /** The whole image. */
  public static final CropWindow WHOLE = new CropWindow(0, 0, 1, 1);

  /** The farthest that a window may reach, in images: beyond it there is nothing to see. */
  private static final double FARTHEST = 4;

  /**
   * @throws IllegalArgumentException if it is empty, reaches more than four images' extents away
   *     from the image's corner, or a number is not finite
   */
  public CropWindow {
    require(width > 0 && height > 0, "a window must have a width and a height above 0");
    require(
        Math.abs(left) <= FARTHEST
            && Math.abs(top) <= FARTHEST
            && left + width <= FARTHEST
            && top + height <= FARTHEST,
        "a window must lie within four widths and heights of the image");
  }

  /**
   * This window, seen from another: where it lies on the part of an image that the other cuts out.
   */
  public CropWindow within(CropWindow other) {
    return new CropWindow(
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
