package dev.winnow.image;

import dev.winnow.data.DamagedCaptureException;

/**
 * Decodes the portable grey and pixel maps of Netpbm: P2 and P3 in text, P5 and P6 in bytes, with
 * any maximum up to 65,535 scaled to 255.
 */
final class Pnm {
  private final byte[] bytes;
  private final boolean text;
  private int at = 2;
  private int maximum;

  private Pnm(byte[] bytes) {
    this.bytes = bytes;
    this.text = bytes[1] == '2' || bytes[1] == '3';
  }

  static Image decode(byte[] bytes) throws DamagedCaptureException {
    return new Pnm(bytes).decode();
  }

  private Image decode() throws DamagedCaptureException {
    boolean grey = bytes[1] == '2' || bytes[1] == '5';
    int width = number();
    int height = number();
    maximum = number();
    ImageDecoder.requireSize(width, height);
    if (maximum < 1 || maximum > 65_535) {
      throw new DamagedCaptureException("its largest value is " + maximum);
    }
    if (!text) {
      at++;
    }
    long samples = (long) width * height * (grey ? 1 : 3);
    if (bytes.length - at < samples * (!text && maximum > 255 ? 2 : 1)) {
      throw new DamagedCaptureException("it is cut short");
    }
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = sample();
      rgb[i + 1] = grey ? rgb[i] : sample();
      rgb[i + 2] = grey ? rgb[i] : sample();
    }
    return Image.over(width, height, rgb);
  }

  private byte sample() throws DamagedCaptureException {
    int value = text ? number() : binary();
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

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }
}
