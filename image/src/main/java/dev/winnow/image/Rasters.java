package dev.winnow.image;

import dev.winnow.data.DamagedCaptureException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
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

  /** Decodes the first image by a reader, which is disposed of. */
  static Image decode(ImageReader reader, byte[] bytes) throws IOException {
    return rgb(
        read(
            reader,
            bytes,
            opened -> {
              ImageDecoder.requireSize(opened.getWidth(0), opened.getHeight(0));
              return opened.read(0);
            }));
  }

  /** Opens a reader on the bytes and reads; the reader is disposed of. */
  static <T> T read(ImageReader reader, byte[] bytes, Reading<T> reading) throws IOException {
    try (ImageInputStream input = new ArrayInput(bytes)) {
      reader.setInput(input, true, true);
      return reading.from(reader);
    } finally {
      reader.dispose();
    }
  }

  private static Image rgb(BufferedImage image) throws DamagedCaptureException {
    requireColours(image);
    int width = image.getWidth();
    int height = image.getHeight();
    Raster raster = image.getRaster();
    int[] row = new int[width * raster.getNumBands()];
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      if (image.getColorModel() instanceof IndexColorModel palette) {
        lookUp(palette, row, rgb, 3 * width * y);
      } else {
        to8Bits(raster, row);
        boolean alpha = image.getColorModel().hasAlpha() && !image.isAlphaPremultiplied();
        convert(row, raster.getNumBands(), alpha, rgb, 3 * width * y);
      }
    }
    return Image.over(width, height, rgb);
  }

  /** Grey or RGB in whole numbers: anything else would be taken for colours that it is not. */
  private static void requireColours(BufferedImage image) throws DamagedCaptureException {
    int colours = image.getColorModel().getColorSpace().getType();
    if (colours != ColorSpace.TYPE_RGB && colours != ColorSpace.TYPE_GRAY) {
      throw new DamagedCaptureException("its colours are neither grey nor RGB, which is not read");
    }
    int values = image.getRaster().getTransferType();
    if (values == DataBuffer.TYPE_FLOAT || values == DataBuffer.TYPE_DOUBLE) {
      throw new DamagedCaptureException("its values are no whole numbers, which is not read");
    }
  }

  private static void lookUp(IndexColorModel palette, int[] row, byte[] rgb, int at) {
    for (int index : row) {
      int opacity = palette.getAlpha(index);
      rgb[at++] = onBlack(palette.getRed(index), opacity);
      rgb[at++] = onBlack(palette.getGreen(index), opacity);
      rgb[at++] = onBlack(palette.getBlue(index), opacity);
    }
  }

  private static void convert(int[] row, int bands, boolean alpha, byte[] rgb, int at) {
    int step = bands >= 3 ? 1 : 0;
    for (int i = 0; i < row.length; i += bands) {
      int opacity = alpha ? row[i + bands - 1] : 255;
      rgb[at++] = onBlack(row[i], opacity);
      rgb[at++] = onBlack(row[i + step], opacity);
      rgb[at++] = onBlack(row[i + 2 * step], opacity);
    }
  }

  private static void to8Bits(Raster raster, int[] row) {
    int bands = raster.getNumBands();
    for (int band = 0; band < bands; band++) {
      int most = (1 << raster.getSampleModel().getSampleSize(band)) - 1;
      if (most != 255) {
        for (int i = band; i < row.length; i += bands) {
          row[i] = (int) ((row[i] * 255L + most / 2) / most);
        }
      }
    }
  }

  private static byte onBlack(int level, int opacity) {
    return (byte) ((level * opacity + 127) / 255);
  }
}
