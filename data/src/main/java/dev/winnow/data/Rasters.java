package dev.winnow.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Decodes through ImageIO and takes the pixels as they are stored, without colour management. */
final class Rasters {
  private Rasters() {}

  /** What is read from an open reader. */
  @FunctionalInterface
  interface Reading<T> {
    T from(ImageReader reader) throws IOException;
  }

  static Picture decode(String format, byte[] bytes) throws IOException {
    return upright(read(format, bytes, reader -> reader.read(0)));
  }

  /** Opens a reader on the bytes, checks the dimensions it reports, and reads. */
  static <T> T read(String format, byte[] bytes, Reading<T> reading) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (ImageInputStream input = new ArrayInput(bytes)) {
      reader.setInput(input, true, true);
      Pictures.requireSize(reader.getWidth(0), reader.getHeight(0));
      return reading.from(reader);
    } finally {
      reader.dispose();
    }
  }

  private static Picture upright(BufferedImage image) {
    int width = image.getWidth();
    Raster raster = image.getRaster();
    int[] pixels = new int[width * image.getHeight()];
    int[] row = new int[width * raster.getNumBands()];
    int[] rgb = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      convert(image, row, rgb);
      System.arraycopy(rgb, 0, pixels, y * width, width);
    }
    return Picture.over(width, image.getHeight(), pixels);
  }

  private static void convert(BufferedImage image, int[] row, int[] rgb) {
    if (image.getColorModel() instanceof IndexColorModel palette) {
      for (int x = 0; x < rgb.length; x++) {
        int argb = palette.getRGB(row[x]);
        rgb[x] = onBlack((argb >> 16) & 0xFF, (argb >> 8) & 0xFF, argb & 0xFF, argb >>> 24);
      }
      return;
    }
    int bands = row.length / rgb.length;
    to8Bits(image.getRaster(), row, bands);
    boolean alpha = image.getColorModel().hasAlpha();
    boolean colour = bands >= 3;
    for (int x = 0, i = 0; x < rgb.length; x++, i += bands) {
      int opacity = alpha ? row[i + bands - 1] : 255;
      rgb[x] =
          colour
              ? onBlack(row[i], row[i + 1], row[i + 2], opacity)
              : onBlack(row[i], row[i], row[i], opacity);
    }
  }

  private static void to8Bits(Raster raster, int[] row, int bands) {
    for (int band = 0; band < bands; band++) {
      int most = (1 << raster.getSampleModel().getSampleSize(band)) - 1;
      if (most != 255) {
        for (int i = band; i < row.length; i += bands) {
          row[i] = (int) ((row[i] * 255L + most / 2) / most);
        }
      }
    }
  }

  private static int onBlack(int red, int green, int blue, int opacity) {
    return opacity == 255
        ? Picture.pack(red, green, blue)
        : Picture.pack(
            (red * opacity + 127) / 255,
            (green * opacity + 127) / 255,
            (blue * opacity + 127) / 255);
  }
}
