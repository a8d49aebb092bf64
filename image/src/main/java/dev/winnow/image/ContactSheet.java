package dev.winnow.image;

import dev.winnow.data.PngFile;
import java.util.Arrays;
import java.util.List;

/** Many small images side by side on white: the figure that every paper on reconstruction shows. */
public final class ContactSheet {
  private static final int GAP = 2;

  private ContactSheet() {}

  /**
   * Lays images out.
   *
   * @param rows from top to bottom, each from left to right; a row may be shorter than others
   * @param cell width and height of each image on the sheet, in pixels; one of another size is
   *     enlarged or shrunk to it by repeating or leaving out pixels, which keeps reconstructions as
   *     coarse as they are
   * @throws IllegalArgumentException if there is no image, or the sheet would have more than {@link
   *     ImageDecoder#MOST_PIXELS} pixels
   */
  public static Image of(List<List<Image>> rows, int cell) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    long width = columns * (long) (cell + GAP) - GAP;
    long height = rows.size() * (long) (cell + GAP) - GAP;
    if (columns == 0 || cell < 1 || width * height > ImageDecoder.MOST_PIXELS) {
      throw new IllegalArgumentException(
          "a sheet of %d×%d images of %d pixels".formatted(columns, rows.size(), cell));
    }
    byte[] samples = new byte[Math.toIntExact(3 * width * height)];
    Arrays.fill(samples, (byte) 0xFF);
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).size(); column++) {
        long corner = row * (long) (cell + GAP) * width + column * (long) (cell + GAP);
        draw(rows.get(row).get(column), cell, samples, (int) corner, (int) width);
      }
    }
    return Image.over((int) width, (int) height, samples);
  }

  /** An image as the bytes of a PNG file; the same image gives the same bytes everywhere. */
  public static byte[] png(Image image) {
    return PngFile.of(image.width(), image.height(), image.samples());
  }

  private static void draw(Image image, int cell, byte[] samples, int corner, int width) {
    for (int y = 0; y < cell; y++) {
      int fromY = y * image.height() / cell;
      for (int x = 0; x < cell; x++) {
        int fromX = x * image.width() / cell;
        System.arraycopy(
            image.samples(),
            3 * (fromY * image.width() + fromX),
            samples,
            3 * (corner + y * width + x),
            3);
      }
    }
  }
}
