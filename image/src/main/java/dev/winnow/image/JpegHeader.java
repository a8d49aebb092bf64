package dev.winnow.image;

import dev.winnow.data.DamagedCaptureException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What must be known of a JPEG before its scan: how its colours are coded, which way is up, and
 * whether the file is whole.
 *
 * @param orientation of EXIF, from 1 (upright) to 8
 * @param adobe the colour transform of an Adobe marker (0 none, 1 YCbCr, 2 YCCK), −1 without one
 * @param jfif whether a JFIF marker says YCbCr
 * @param rgbNames whether the components are called R, G and B
 */
record JpegHeader(int orientation, int adobe, boolean jfif, boolean rgbNames) {

  /**
   * Whether three components are YCbCr, by the rule of libjpeg: an Adobe marker decides, then a
   * JFIF marker, then the names of the components.
   */
  boolean isYcc() {
    return adobe >= 0 ? adobe != 0 : jfif || !rgbNames;
  }

  static JpegHeader read(byte[] bytes) throws DamagedCaptureException {
    int orientation = 1;
    int adobe = -1;
    boolean jfif = false;
    boolean rgbNames = false;
    int at = 2;
    while (true) {
      int marker = marker(bytes, at);
      int length = number(bytes, at + 2);
      int body = at + 4;
      int end = at + 2 + length;
      if (length < 2 || end > bytes.length) {
        throw new DamagedCaptureException("it is cut short");
      }
      if (marker == 0xDA) {
        requireEnd(bytes, end);
        return new JpegHeader(orientation, adobe, jfif, rgbNames);
      } else if (marker == 0xE0 && holds(bytes, body, end, "JFIF\0")) {
        jfif = true;
      } else if (marker == 0xE1 && holds(bytes, body, end, "Exif\0\0")) {
        orientation = Exif.orientation(bytes, body + 6, end);
      } else if (marker == 0xEE && length >= 14 && holds(bytes, body, end, "Adobe")) {
        adobe = bytes[body + 11] & 0xFF;
      } else if (isFrame(marker) && length >= 17) {
        rgbNames = bytes[body + 6] == 'R' && bytes[body + 9] == 'G' && bytes[body + 12] == 'B';
      }
      at = end;
      while (at + 1 < bytes.length && bytes[at] == (byte) 0xFF && bytes[at + 1] == (byte) 0xFF) {
        at++;
      }
    }
  }

  private static int marker(byte[] bytes, int at) throws DamagedCaptureException {
    if (at + 4 > bytes.length) {
      throw new DamagedCaptureException("it is cut short");
    }
    if (bytes[at] != (byte) 0xFF) {
      throw new DamagedCaptureException("it is damaged");
    }
    return bytes[at + 1] & 0xFF;
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /**
   * Within a scan every 0xFF is followed by something else, so the marker is found only if there.
   */
  private static void requireEnd(byte[] bytes, int scan) throws DamagedCaptureException {
    for (int i = bytes.length - 2; i >= scan; i--) {
      if (bytes[i] == (byte) 0xFF && bytes[i + 1] == (byte) 0xD9) {
        return;
      }
    }
    throw new DamagedCaptureException("it is cut short");
  }

  private static boolean holds(byte[] bytes, int from, int end, String text) {
    byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
    return end - from >= expected.length
        && Arrays.equals(bytes, from, from + expected.length, expected, 0, expected.length);
  }

  private static int number(byte[] bytes, int at) {
    return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
  }
}
