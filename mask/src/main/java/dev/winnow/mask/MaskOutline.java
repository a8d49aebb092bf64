package dev.winnow.mask;

import dev.winnow.detection.Box;

/** The pixels of a frame that a mask covers, row by row: all that its shape touches. */
final class MaskOutline {
  private final MaskSettings.Shape shape;
  private final double left;
  private final double top;
  private final double right;
  private final double bottom;
  private final int width;
  private final int height;

  /**
   * @param box that holds the shape; may reach beyond the frame
   * @param width of the frame in pixels
   * @param height of the frame in pixels
   */
  MaskOutline(MaskSettings.Shape shape, Box box, int width, int height) {
    this.shape = shape;
    this.left = box.left() * (double) width;
    this.top = box.top() * (double) height;
    this.right = left + box.width() * (double) width;
    this.bottom = top + box.height() * (double) height;
    this.width = width;
    this.height = height;
  }

  /** The first row. */
  int firstRow() {
    return clamp(Math.floor(top), height);
  }

  /** The row behind the last. */
  int endRow() {
    return clamp(Math.ceil(bottom), height);
  }

  /** The first pixel of a row. */
  int first(int y) {
    return clamp(Math.floor((left + right) / 2 - reach(y)), width);
  }

  /** The pixel behind the last of a row. */
  int end(int y) {
    return clamp(Math.ceil((left + right) / 2 + reach(y)), width);
  }

  /** Whether it covers a pixel. */
  boolean holds(int x, int y) {
    return y >= firstRow() && y < endRow() && x >= first(y) && x < end(y);
  }

  /** The larger of its extents, in pixels. */
  int extent() {
    return (int) Math.ceil(Math.max(right - left, bottom - top));
  }

  /** Half the width of the shape where it is widest within a row. */
  private double reach(int y) {
    double half = (right - left) / 2;
    if (shape == MaskSettings.Shape.BOX) {
      return half;
    }
    double centre = (top + bottom) / 2;
    double nearest = Math.max(0, Math.max(y - centre, centre - (y + 1)));
    double share = nearest / Math.max(1e-9, (bottom - top) / 2);
    return half * Math.sqrt(Math.max(0, 1 - share * share));
  }

  private static int clamp(double value, int most) {
    return (int) Math.max(0, Math.min(most, value));
  }
}
