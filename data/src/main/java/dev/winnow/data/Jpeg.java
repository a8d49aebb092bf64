package dev.winnow.data;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;

/**
 * Decodes JPEG. ImageIO undoes the compression; colours are converted here, by the integer
 * arithmetic of libjpeg, because ImageIO would apply embedded profiles and refuses CMYK.
 */
final class Jpeg {
  private Jpeg() {}

  static Picture decode(byte[] bytes) throws IOException {
    JpegHeader header = JpegHeader.read(bytes);
    Raster raster = Rasters.read("jpeg", bytes, reader -> reader.readRaster(0, null));
    byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
    int[] pixels = new int[raster.getWidth() * raster.getHeight()];
    switch (raster.getNumBands()) {
      case 1 -> grey(samples, pixels);
      case 3 -> {
        if (header.isYcc()) {
          ycc(samples, pixels);
        } else {
          rgb(samples, pixels);
        }
      }
      case 4 -> cmyk(samples, pixels, header.adobe());
      default ->
          throw new DamagedPictureException("it has " + raster.getNumBands() + " components");
    }
    Picture stored = Picture.over(raster.getWidth(), raster.getHeight(), pixels);
    return Exif.upright(stored, header.orientation());
  }

  private static void grey(byte[] samples, int[] pixels) {
    for (int i = 0; i < pixels.length; i++) {
      int value = samples[i] & 0xFF;
      pixels[i] = Picture.pack(value, value, value);
    }
  }

  private static void rgb(byte[] samples, int[] pixels) {
    for (int i = 0, s = 0; i < pixels.length; i++, s += 3) {
      pixels[i] = Picture.pack(samples[s] & 0xFF, samples[s + 1] & 0xFF, samples[s + 2] & 0xFF);
    }
  }

  private static void ycc(byte[] samples, int[] pixels) {
    for (int i = 0, s = 0; i < pixels.length; i++, s += 3) {
      pixels[i] = rgbOfYcc(samples[s] & 0xFF, samples[s + 1] & 0xFF, samples[s + 2] & 0xFF);
    }
  }

  /** ITU-R BT.601 in 16-bit fixed point, as in libjpeg's jdcolor.c. */
  private static int rgbOfYcc(int y, int cb, int cr) {
    int b = cb - 128;
    int r = cr - 128;
    return Picture.pack(
        clamp(y + ((91_881 * r + 32_768) >> 16)),
        clamp(y + ((-22_554 * b - 46_802 * r + 32_768) >> 16)),
        clamp(y + ((116_130 * b + 32_768) >> 16)));
  }

  /**
   * Ink is multiplied out: red is what neither cyan nor black takes away. Files with an Adobe
   * marker hold light instead of ink, so that 255 is none.
   */
  private static void cmyk(byte[] samples, int[] pixels, int adobe) {
    if (adobe == 2) {
      ycc4(samples);
    }
    int invert = adobe < 0 ? 255 : 0;
    for (int i = 0, s = 0; i < pixels.length; i++, s += 4) {
      int key = (samples[s + 3] & 0xFF) ^ invert;
      pixels[i] =
          Picture.pack(
              ((samples[s] & 0xFF) ^ invert) * key / 255,
              ((samples[s + 1] & 0xFF) ^ invert) * key / 255,
              ((samples[s + 2] & 0xFF) ^ invert) * key / 255);
    }
  }

  /** YCCK to CMYK in place: YCbCr is that of 255 − CMY. */
  private static void ycc4(byte[] samples) {
    for (int s = 0; s < samples.length; s += 4) {
      int inks = ~rgbOfYcc(samples[s] & 0xFF, samples[s + 1] & 0xFF, samples[s + 2] & 0xFF);
      samples[s] = (byte) (inks >> 16);
      samples[s + 1] = (byte) (inks >> 8);
      samples[s + 2] = (byte) inks;
    }
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
