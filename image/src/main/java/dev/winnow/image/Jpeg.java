package dev.winnow.image;

import dev.winnow.data.DamagedCaptureException;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;

/**
 * Decodes JPEG. ImageIO undoes the compression; colours are converted here, by the integer
 * arithmetic of libjpeg, because ImageIO would apply embedded profiles and refuses CMYK.
 */
final class Jpeg {
  private Jpeg() {}

  static Image decode(byte[] bytes) throws IOException {
    return decode(bytes, Long.MAX_VALUE);
  }

  /** Decodes a JPEG unless it has more pixels. */
  static Image decode(byte[] bytes, long mostPixels) throws IOException {
    JpegSegments segments = JpegSegments.read(bytes);
    JpegHeader header = segments.header();
    JpegFrame frame = header.frame();
    if (frame.pixels() > mostPixels) {
      throw new DamagedCaptureException(
          "it is %d×%d pixels, more than %d".formatted(frame.width(), frame.height(), mostPixels));
    }
    Raster raster = raster(header, segments.decodable());
    byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
    byte[] rgb =
        switch (raster.getNumBands()) {
          case 1 -> rgbOfGrey(samples);
          case 3 -> header.isYcc() ? rgbOfYcc(samples, 3) : samples;
          case 4 -> rgbOfCmyk(samples, header.adobe());
          default ->
              throw new DamagedCaptureException("it has " + raster.getNumBands() + " components");
        };
    Image stored = Image.over(raster.getWidth(), raster.getHeight(), rgb);
    return Exif.upright(stored, header.orientation());
  }

  private static Raster raster(JpegHeader header, byte[] bytes) throws IOException {
    JpegFrame frame = header.frame();
    int step = header.step();
    ImageDecoder.requireSize((frame.width() + step - 1) / step, (frame.height() + step - 1) / step);
    List<String> warnings = new ArrayList<>();
    try {
      Raster raster =
          Rasters.read(
              ImageReaders.own("jpeg"),
              bytes,
              reader -> {
                reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
                ImageReadParam settings = reader.getDefaultReadParam();
                settings.setSourceSubsampling(step, step, 0, 0);
                return reader.readRaster(0, step == 1 ? null : settings);
              });
      requireWhole(warnings);
      return raster;
    } catch (IIOException e) {
      if (frame.isArithmetic()) {
        throw new DamagedCaptureException(
            "it is a JPEG of arithmetic coding, a kind that this Java does not read");
      }
      throw e;
    }
  }

  /**
   * The decoder fills what it cannot read with grey and says so by the way. It warns of what
   * matters to nobody, too: an unknown revision of JFIF, parameters of a scan that do not count.
   */
  private static void requireWhole(List<String> warnings) throws DamagedCaptureException {
    for (String warning : warnings) {
      if (warning.startsWith("Premature end") || warning.contains("premature end")) {
        throw new DamagedCaptureException("it is cut short");
      }
      if (warning.startsWith("Corrupt") || warning.startsWith("Inconsistent")) {
        throw new DamagedCaptureException("it is damaged");
      }
    }
  }

  private static byte[] rgbOfGrey(byte[] grey) {
    byte[] rgb = new byte[3 * grey.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = grey[i / 3];
    }
    return rgb;
  }

  /**
   * The first three of every {@code step} bytes, in place. ITU-R BT.601 in 16-bit fixed point, as
   * in libjpeg's jdcolor.c.
   */
  private static byte[] rgbOfYcc(byte[] samples, int step) {
    for (int i = 0; i < samples.length; i += step) {
      int y = samples[i] & 0xFF;
      int b = (samples[i + 1] & 0xFF) - 128;
      int r = (samples[i + 2] & 0xFF) - 128;
      samples[i] = clamp(y + ((91_881 * r + 32_768) >> 16));
      samples[i + 1] = clamp(y + ((-22_554 * b - 46_802 * r + 32_768) >> 16));
      samples[i + 2] = clamp(y + ((116_130 * b + 32_768) >> 16));
    }
    return samples;
  }

  /**
   * Ink is multiplied out: red is what neither cyan nor black takes away. Files with an Adobe
   * marker hold light instead of ink, so that 255 is none; the YCbCr of YCCK codes 255 − CMY.
   */
  private static byte[] rgbOfCmyk(byte[] samples, int adobe) {
    boolean ycck = adobe == 2;
    if (ycck) {
      rgbOfYcc(samples, 4);
    }
    int invertColours = ycck || adobe < 0 ? 255 : 0;
    int invertKey = adobe < 0 ? 255 : 0;
    byte[] rgb = new byte[samples.length / 4 * 3];
    for (int i = 0, s = 0; i < rgb.length; i += 3, s += 4) {
      int key = (samples[s + 3] & 0xFF) ^ invertKey;
      for (int c = 0; c < 3; c++) {
        rgb[i + c] = (byte) (((samples[s + c] & 0xFF) ^ invertColours) * key / 255);
      }
    }
    return rgb;
  }

  private static byte clamp(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
