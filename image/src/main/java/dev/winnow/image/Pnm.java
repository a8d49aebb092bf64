package dev.winnow.image;

import dev.winnow.data.DamagedCaptureException;
import java.util.Arrays;

/**
 * Decodes the portable maps of Netpbm: P1 and P4 of bits, P2 and P5 of grey, P3 and P6 of colours,
 * in text and in bytes, and P7 (PAM) of any of these with or without an alpha channel, which is
 * laid on black. Any maximum up to 65,535 is scaled to 255.
 */
final class Pnm {
  private final byte[] bytes;
  private final char kind;
  private int at = 2;
  private int maximum = 1;

  private Pnm(byte[] bytes) {
    this.bytes = bytes;
    this.kind = (char) bytes[1];
  }

  static Image decode(byte[] bytes) throws DamagedCaptureException {
    return new Pnm(bytes).decode();
  }

  private Image decode() throws DamagedCaptureException {
    if (kind == '7') {
      PamHeader header = PamHeader.read(bytes);
      at = header.end();
      return decode(header.width(), header.height(), header.depth(), header.maximum());
    }
    int width = number();
    int height = number();
    boolean bits = kind == '1' || kind == '4';
    int most = bits ? 1 : number();
    if (kind >= '4') {
      at++;
    }
    return bits
        ? bitmap(width, height)
        : decode(width, height, kind == '2' || kind == '5' ? 1 : 3, most);
  }

  private Image decode(int width, int height, int depth, int most) throws DamagedCaptureException {
    ImageDecoder.requireSize(width, height);
    maximum = most;
    if (maximum < 1 || maximum > 65_535) {
      throw new DamagedCaptureException("its largest value is " + maximum);
    }
    requireBytes((long) width * height * depth * (isText() || maximum <= 255 ? 1 : 2));
    boolean grey = depth < 3;
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = sample();
      rgb[i + 1] = grey ? rgb[i] : sample();
      rgb[i + 2] = grey ? rgb[i] : sample();
      if (depth % 2 == 0) {
        onBlack(rgb, i, sample() & 0xFF);
      }
    }
    return Image.over(width, height, rgb);
  }

  private static void onBlack(byte[] rgb, int at, int opacity) {
    for (int i = at; i < at + 3; i++) {
      rgb[i] = (byte) (((rgb[i] & 0xFF) * opacity + 127) / 255);
    }
  }

  /** Of bits 1 is black, and in bytes every row begins a new one. */
  private Image bitmap(int width, int height) throws DamagedCaptureException {
    ImageDecoder.requireSize(width, height);
    int row = (width + 7) / 8;
    requireBytes(isText() ? (long) width * height : (long) row * height);
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      int x = i % width;
      boolean black =
          isText() ? bit() : (bytes[at + i / width * row + x / 8] >> (7 - x % 8) & 1) == 1;
      Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) (black ? 0 : 255));
    }
    return Image.over(width, height, rgb);
  }

  /** Digits of a bitmap need nothing between them. */
  private boolean bit() throws DamagedCaptureException {
    skipSpace();
    if (at == bytes.length) {
      throw new DamagedCaptureException("it is cut short");
    }
    return bytes[at++] == '1';
  }

  private boolean isText() {
    return kind < '4';
  }

  private void requireBytes(long needed) throws DamagedCaptureException {
    if (bytes.length - at < needed) {
      throw new DamagedCaptureException("it is cut short");
    }
  }

  private byte sample() throws DamagedCaptureException {
    int value = isText() ? number() : binary();
    if (value > maximum) {
      throw new DamagedCaptureException("it has a value above its own maximum");
    }
    return (byte) (maximum == 255 ? value : (value * 255 + maximum / 2) / maximum);
  }

  private int binary() {
    int value = bytes[at++] & 0xFF;
    return maximum <= 255 ? value : (value << 8) | (bytes[at++] & 0xFF);
  }

  /** The next number in text, behind white space and comments. */
  private int number() throws DamagedCaptureException {
    skipSpace();
    int start = at;
    int value = 0;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
      value = value * 10 + bytes[at++] - '0';
      if (value > ImageDecoder.MOST_PIXELS) {
        throw new DamagedCaptureException("it has a number above " + ImageDecoder.MOST_PIXELS);
      }
    }
    if (at == start) {
      throw new DamagedCaptureException(
          at == bytes.length ? "it is cut short" : "it has something else where a number belongs");
    }
    return value;
  }

  private void skipSpace() {
    while (at < bytes.length && (isSpace(bytes[at]) || bytes[at] == '#')) {
      if (bytes[at] == '#') {
        while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
          at++;
        }
      } else {
        at++;
      }
    }
  }

  static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }
}
