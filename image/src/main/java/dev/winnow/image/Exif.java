package dev.winnow.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** The one thing a decoder needs of EXIF (CIPA DC-008, section 4.6): which way is up. */
final class Exif {
  private static final int ORIENTATION = 0x0112;
  static final int SHORT = 3;
  static final int LONG = 4;

  /** What stands before the TIFF header in JPEG, and of some writers elsewhere too. */
  private static final byte[] NAME = {'E', 'x', 'i', 'f', 0, 0};

  private Exif() {}

  /** The orientation from 1 to 8 in a TIFF header and its first directory; empty without one. */
  static OptionalInt orientation(byte[] bytes, int from, int end) {
    boolean named = end - from >= NAME.length && Arrays.equals(bytes, from, from + 6, NAME, 0, 6);
    OptionalInt value = value(bytes, named ? from + 6 : from, end, ORIENTATION, SHORT);
    return value.isPresent() && value.getAsInt() >= 1 && value.getAsInt() <= 8
        ? value
        : OptionalInt.empty();
  }

  /** A number in the first directory of a TIFF, if it is there and of that type. */
  static OptionalInt value(byte[] bytes, int from, int end, int tag, int type) {
    if (end - from < 8) {
      return OptionalInt.empty();
    }
    ByteBuffer tiff = ByteBuffer.wrap(bytes, from, end - from).slice();
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (tiff.getShort(2) != 42 || directory < 8 || directory > tiff.limit() - 2) {
      return OptionalInt.empty();
    }
    int entries = tiff.getShort(directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if (entry > tiff.limit() - 12) {
        return OptionalInt.empty();
      }
      if ((tiff.getShort(entry) & 0xFFFF) == tag && tiff.getShort(entry + 2) == type) {
        return OptionalInt.of(type == SHORT ? tiff.getShort(entry + 8) : tiff.getInt(entry + 8));
      }
    }
    return OptionalInt.empty();
  }

  /** An image that was stored under an orientation, as it should be seen. */
  static Image upright(Image stored, int orientation) {
    if (orientation == 1) {
      return stored;
    }
    boolean swap = orientation >= 5;
    int width = swap ? stored.height() : stored.width();
    int height = swap ? stored.width() : stored.height();
    boolean mirrorAcross = List.of(2, 3, 7, 8).contains(orientation);
    boolean mirrorDown = List.of(3, 4, 6, 7).contains(orientation);
    byte[] from = stored.samples();
    byte[] samples = new byte[from.length];
    for (int y = 0, s = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int across = swap ? y : x;
        int down = swap ? x : y;
        int sx = mirrorAcross ? stored.width() - 1 - across : across;
        int sy = mirrorDown ? stored.height() - 1 - down : down;
        int at = 3 * (sy * stored.width() + sx);
        samples[s++] = from[at];
        samples[s++] = from[at + 1];
        samples[s++] = from[at + 2];
      }
    }
    return Image.over(width, height, samples);
  }
}
