package dev.winnow.image;

import java.nio.ByteBuffer;
import java.util.Objects;

/** A decoded image: 8 bits each of red, green and blue, row by row from the top left. */
public final class Image {
  private final int width;
  private final int height;
  private final byte[] samples;

  private Image(int width, int height, byte[] samples) {
    if (width < 1 || height < 1 || samples.length != 3L * width * height) {
      throw new IllegalArgumentException(
          samples.length + " bytes of RGB for an image of " + width + "×" + height);
    }
    this.width = width;
    this.height = height;
    this.samples = samples;
  }

  /**
   * An image of the given pixels, copied.
   *
   * @param rgb {@code 0xRRGGBB} each, row by row; the upper 8 bits do not count
   * @throws IllegalArgumentException if width or height is below 1 or the number of pixels is not
   *     their product
   */
  public static Image of(int width, int height, int[] rgb) {
    byte[] samples = new byte[Math.multiplyExact(3, rgb.length)];
    for (int i = 0, s = 0; i < rgb.length; i++) {
      samples[s++] = (byte) (rgb[i] >> 16);
      samples[s++] = (byte) (rgb[i] >> 8);
      samples[s++] = (byte) rgb[i];
    }
    return new Image(width, height, samples);
  }

  /**
   * An image over bytes of red, green, blue, red, …, not copied: nobody may change them any more.
   *
   * @throws IllegalArgumentException if width or height is below 1 or there are not three bytes for
   *     each pixel
   */
  public static Image over(int width, int height, byte[] samples) {
    return new Image(width, height, samples);
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
      throw new IndexOutOfBoundsException(x + ", " + y + " in an image of " + this);
    }
    int at = 3 * (y * width + x);
    return ((samples[at] & 0xFF) << 16)
        | ((samples[at + 1] & 0xFF) << 8)
        | (samples[at + 2] & 0xFF);
  }

  /**
   * Copies pixels of one row as bytes of red, green, blue, red, ….
   *
   * @param x of the first pixel
   * @param y of the row
   * @param pixels how many
   * @param into where they go, from its first byte on
   * @throws IndexOutOfBoundsException if the row has no such pixels or there is no room for them
   */
  public void copyRow(int x, int y, int pixels, byte[] into) {
    Objects.checkIndex(y, height);
    Objects.checkFromIndexSize(x, pixels, width);
    System.arraycopy(samples, 3 * (y * width + x), into, 0, 3 * pixels);
  }

  /**
   * A part of this image, copied.
   *
   * @throws IndexOutOfBoundsException if it does not lie within this image
   */
  public Image cropped(int left, int top, int partWidth, int partHeight) {
    Objects.checkFromIndexSize(left, partWidth, width);
    Objects.checkFromIndexSize(top, partHeight, height);
    byte[] part = new byte[3 * partWidth * partHeight];
    for (int y = 0; y < partHeight; y++) {
      int from = 3 * ((top + y) * width + left);
      System.arraycopy(samples, from, part, 3 * y * partWidth, 3 * partWidth);
    }
    return new Image(partWidth, partHeight, part);
  }

  /** This image turned by a quarter clockwise, copied: its left column becomes its upper row. */
  public Image turned() {
    byte[] turned = new byte[samples.length];
    for (int y = 0, from = 0; y < height; y++) {
      for (int x = 0; x < width; x++, from += 3) {
        int into = 3 * (x * height + height - 1 - y);
        turned[into] = samples[from];
        turned[into + 1] = samples[from + 1];
        turned[into + 2] = samples[from + 2];
      }
    }
    return new Image(/* width= */ height, /* height= */ width, turned);
  }

  /**
   * Writes red, green, blue, red, … row by row from the top left, for native code.
   *
   * @throws java.nio.BufferOverflowException if there is no room for three bytes a pixel
   */
  public void copyTo(ByteBuffer buffer) {
    buffer.put(samples);
  }

  /** Red, green, blue, red, …, not copied: not to be changed. */
  byte[] samples() {
    return samples;
  }

  /** Width × height; images never print their pixels. */
  @Override
  public String toString() {
    return width + "×" + height;
  }
}
