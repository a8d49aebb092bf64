package dev.winnow.data;

import java.util.Arrays;

/** A decoded picture: 8 bits each of red, green and blue, row by row from the top left. */
public final class Picture {
  private final int width;
  private final int height;
  private final int[] pixels;

  private Picture(int width, int height, int[] pixels) {
    if (width < 1 || height < 1 || pixels.length != (long) width * height) {
      throw new IllegalArgumentException(
          pixels.length + " pixels for a picture of " + width + "×" + height);
    }
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  /**
   * A picture of the given pixels, copied.
   *
   * @param rgb {@code 0xRRGGBB} each, row by row; the upper 8 bits do not count
   * @throws IllegalArgumentException if width or height is below 1 or the number of pixels is not
   *     their product
   */
  public static Picture of(int width, int height, int[] rgb) {
    return new Picture(width, height, Arrays.stream(rgb).map(pixel -> pixel & 0xFFFFFF).toArray());
  }

  /** A picture over pixels that nobody changes any more and whose upper 8 bits are 0. */
  static Picture over(int width, int height, int[] pixels) {
    return new Picture(width, height, pixels);
  }

  /** A pixel of three values from 0 to 255. */
  static int pack(int red, int green, int blue) {
    return (red << 16) | (green << 8) | blue;
  }

  /** In pixels. */
  public int width() {
    return width;
  }

  /** In pixels. */
  public int height() {
    return height;
  }

  /**
   * One pixel as {@code 0xRRGGBB}.
   *
   * @throws IndexOutOfBoundsException if there is no such pixel
   */
  public int rgb(int x, int y) {
    if (x < 0 || x >= width || y < 0 || y >= height) {
      throw new IndexOutOfBoundsException(x + ", " + y + " in a picture of " + this);
    }
    return pixels[y * width + x];
  }

  /** The pixels, not copied: not to be changed. */
  int[] pixels() {
    return pixels;
  }

  /** Width × height; pictures never print their pixels. */
  @Override
  public String toString() {
    return width + "×" + height;
  }
}
