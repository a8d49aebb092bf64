package dev.winnow.image;

import dev.winnow.data.DamagedCaptureException;

/**
 * What a JPEG's frame header says (ITU-T T.81, B.2.2).
 *
 * @param process from 0 (baseline) to 15: the low half of its marker
 * @param width in pixels
 * @param height in pixels
 * @param components the identifiers of its components, which may be letters
 */
record JpegFrame(int process, int width, int height, String components) {
  private static final int PROGRESSIVE = 2;
  private static final int ARITHMETIC = 8;

  /** The frame header from {@code body} to {@code end}. */
  static JpegFrame read(int process, byte[] bytes, int body, int end)
      throws DamagedCaptureException {
    if (end - body < 6 || end - body < 6 + 3 * (bytes[body + 5] & 0xFF)) {
      throw new DamagedCaptureException("it is damaged");
    }
    requireRead(process, bytes[body] & 0xFF);
    int height = JpegSegments.number(bytes, body + 1);
    if (height == 0) {
      throw unsupported("whose height stands behind its pixels (DNL)");
    }
    StringBuilder components = new StringBuilder();
    for (int i = 0; i < (bytes[body + 5] & 0xFF); i++) {
      components.append((char) (bytes[body + 6 + 3 * i] & 0xFF));
    }
    return new JpegFrame(
        process, JpegSegments.number(bytes, body + 3), height, components.toString());
  }

  private static void requireRead(int process, int bits) throws DamagedCaptureException {
    if ((process & 3) == 3) {
      throw unsupported("that is lossless");
    } else if ((process & 4) != 0) {
      throw unsupported("that is hierarchical");
    } else if (bits != 8) {
      throw unsupported("of " + bits + " bits");
    }
  }

  private static DamagedCaptureException unsupported(String how) {
    return new DamagedCaptureException("it is a JPEG " + how + ", a kind that is not read here");
  }

  boolean isProgressive() {
    return (process & 3) == PROGRESSIVE;
  }

  /** Which some decoders under Java know and others do not. */
  boolean isArithmetic() {
    return (process & ARITHMETIC) != 0;
  }

  long pixels() {
    return (long) width * height;
  }
}
