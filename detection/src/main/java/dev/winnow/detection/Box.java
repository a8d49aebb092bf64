package dev.winnow.detection;

/**
 * A rectangle on an image, in shares of the image's width and height. It may reach beyond the
 * image, as boxes of objects at its edge do.
 *
 * @param left where it begins, 0 at the image's left edge and 1 at its right
 * @param top where it begins, 0 at the image's upper edge and 1 at its lower
 * @param width at least 0
 * @param height at least 0
 */
public record Box(float left, float top, float width, float height) {

  /**
   * @throws IllegalArgumentException if a number is not finite or an extent is negative
   */
  public Box {
    if (!Float.isFinite(left + width) || !Float.isFinite(top + height)) {
      throw new IllegalArgumentException("a box must have finite numbers");
    }
    if (width < 0 || height < 0) {
      throw new IllegalArgumentException("a box must have a width and a height of at least 0");
    }
  }

  /**
   * A box given in pixels.
   *
   * @param left of the box
   * @param top of the box
   * @param width of the box
   * @param height of the box
   * @param imageWidth in pixels, at least 1
   * @param imageHeight in pixels, at least 1
   * @throws IllegalArgumentException if a number is not finite or an extent is negative
   */
  public static Box ofPixels(
      double left, double top, double width, double height, int imageWidth, int imageHeight) {
    return new Box(
        (float) (left / imageWidth),
        (float) (top / imageHeight),
        (float) (width / imageWidth),
        (float) (height / imageHeight));
  }

  /** Where it ends, 1 at the image's right edge. */
  public float right() {
    return left + width;
  }

  /** Where it ends, 1 at the image's lower edge. */
  public float bottom() {
    return top + height;
  }

  /** As a share of the image's area. */
  public float area() {
    return width * height;
  }

  /** The area of both together that both have in common, 0 to 1; 0 if both are empty. */
  public float intersectionOverUnion(Box other) {
    float common = intersection(other);
    float union = area() + other.area() - common;
    return union > 0 ? common / union : 0;
  }

  /** The area that both have in common, as a share of the image's. */
  float intersection(Box other) {
    float across = Math.min(right(), other.right()) - Math.max(left, other.left);
    float down = Math.min(bottom(), other.bottom()) - Math.max(top, other.top);
    return across > 0 && down > 0 ? across * down : 0;
  }

  /** The smallest box that holds both. */
  Box enclosing(Box other) {
    float fromLeft = Math.min(left, other.left);
    float fromTop = Math.min(top, other.top);
    float across = Math.max(right(), other.right()) - fromLeft;
    float down = Math.max(bottom(), other.bottom()) - fromTop;
    return new Box(fromLeft, fromTop, across, down);
  }

  /**
   * This box, larger on each of its four sides.
   *
   * @param share of its own width that is added on the left and again on the right, and of its own
   *     height that is added above and again below; at least 0
   */
  public Box grown(double share) {
    float across = (float) (share * width);
    float down = (float) (share * height);
    return new Box(left - across, top - down, width + 2 * across, height + 2 * down);
  }

  /** The part of this box that lies on the image; of no extent if none does. */
  public Box clipped() {
    float fromLeft = share(left);
    float fromTop = share(top);
    return new Box(fromLeft, fromTop, share(right()) - fromLeft, share(bottom()) - fromTop);
  }

  private static float share(float value) {
    return Math.max(0, Math.min(1, value));
  }
}
