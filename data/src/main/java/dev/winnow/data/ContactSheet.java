package dev.winnow.data;

import java.util.Arrays;
import java.util.List;

/**
 * Many small pictures side by side on white: the figure that every paper on reconstruction shows.
 */
public final class ContactSheet {
  private static final int GAP = 2;

  private ContactSheet() {}

  /**
   * Lays pictures out.
   *
   * @param rows from top to bottom, each from left to right; a row may be shorter than others
   * @param cell width and height of each picture on the sheet, in pixels; one of another size is
   *     enlarged or shrunk to it by repeating or leaving out pixels, which keeps reconstructions as
   *     coarse as they are
   * @throws IllegalArgumentException if there is no picture, or the sheet would have more than
   *     {@link Pictures#MOST_PIXELS} pixels
   */
  public static Picture of(List<List<Picture>> rows, int cell) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    long width = columns * (long) (cell + GAP) - GAP;
    long height = rows.size() * (long) (cell + GAP) - GAP;
    if (columns == 0 || cell < 1 || width * height > Pictures.MOST_PIXELS) {
      throw new IllegalArgumentException(
          "a sheet of %d×%d pictures of %d pixels".formatted(columns, rows.size(), cell));
    }
    byte[] samples = new byte[Math.toIntExact(3 * width * height)];
    Arrays.fill(samples, (byte) 0xFF);
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).size(); column++) {
        long corner = row * (long) (cell + GAP) * width + column * (long) (cell + GAP);
        draw(rows.get(row).get(column), cell, samples, (int) corner, (int) width);
      }
    }
    return Picture.over((int) width, (int) height, samples);
  }

  /** A picture as the bytes of a PNG file; the same picture gives the same bytes everywhere. */
  public static byte[] png(Picture picture) {
    return Png.encode(picture);
  }

  private static void draw(Picture picture, int cell, byte[] samples, int corner, int width) {
    for (int y = 0; y < cell; y++) {
      int fromY = y * picture.height() / cell;
      for (int x = 0; x < cell; x++) {
        int fromX = x * picture.width() / cell;
        System.arraycopy(
            picture.samples(),
            3 * (fromY * picture.width() + fromX),
            samples,
            3 * (corner + y * width + x),
            3);
      }
    }
  }
}
