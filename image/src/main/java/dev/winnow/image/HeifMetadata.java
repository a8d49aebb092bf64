package dev.winnow.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which way a HEIC or AVIF is up that does not say so itself. By ISO/IEC 23008-12 its boxes {@code
 * irot} and {@code imir} say it, which the reader obeys, and EXIF counts for nothing; but
 * converters write files with neither whose EXIF is that of the photo they were made from.
 */
final class HeifMetadata {
  private final byte[] bytes;
  private final ByteBuffer meta;

  private HeifMetadata(byte[] bytes, ByteBuffer meta) {
    this.bytes = bytes;
    this.meta = meta.position(meta.position() + 4);
  }

  /** From 1 (upright) to 8, of what the reader gives. What cannot be understood says nothing. */
  static int orientation(byte[] bytes) {
    try {
      Optional<ByteBuffer> meta = box(ByteBuffer.wrap(bytes), "meta");
      return meta.isPresent() ? new HeifMetadata(bytes, meta.get()).orientation() : 1;
    } catch (BufferUnderflowException
        | ArithmeticException
        | IllegalArgumentException
        | IndexOutOfBoundsException e) {
      return 1;
    }
  }

  private int orientation() {
    Optional<ByteBuffer> properties = box(meta, "iprp").flatMap(iprp -> box(iprp, "ipco"));
    if (properties.isEmpty()
        || box(properties.get(), "irot").isPresent()
        || box(properties.get(), "imir").isPresent()) {
      return 1;
    }
    OptionalLong item = exifItem();
    return item.isPresent() ? orientation(item.getAsLong()) : 1;
  }

  /** The number of the item that is EXIF (ISO/IEC 14496-12, section 8.11.6). */
  private OptionalLong exifItem() {
    Optional<ByteBuffer> found = box(meta, "iinf");
    if (found.isEmpty()) {
      return OptionalLong.empty();
    }
    ByteBuffer items = found.get();
    int version = items.getInt() >>> 24;
    number(items, version == 0 ? 2 : 4);
    for (Optional<ByteBuffer> entry = next(items, "infe");
        entry.isPresent();
        entry = next(items, "infe")) {
      ByteBuffer item = entry.get();
      long id = number(item, item.getInt() >>> 24 == 2 ? 2 : 4);
      item.getShort();
      if (text(item).equals("Exif")) {
        return OptionalLong.of(id);
      }
    }
    return OptionalLong.empty();
  }

  /** Finds the item's bytes (section 8.11.3), in this file and in one piece, and asks EXIF. */
  private int orientation(long wanted) {
    ByteBuffer places = box(meta, "iloc").orElseThrow(BufferUnderflowException::new);
    int version = places.getInt() >>> 24;
    int sizes = places.getShort();
    long count = number(places, version < 2 ? 2 : 4);
    int ofIndex = version == 0 ? 0 : sizes & 0xF;
    int ofOffset = (sizes >> 12) & 0xF;
    int ofLength = (sizes >> 8) & 0xF;
    for (long i = 0; i < count; i++) {
      long id = number(places, version < 2 ? 2 : 4);
      long method = version == 0 ? 0 : places.getShort() & 0xF;
      places.getShort();
      long base = number(places, (sizes >> 4) & 0xF);
      int pieces = places.getShort() & 0xFFFF;
      if (id == wanted && method == 0 && pieces == 1) {
        number(places, ofIndex);
        int from = Math.toIntExact(base + number(places, ofOffset));
        return exif(from, Math.toIntExact(from + number(places, ofLength)));
      }
      places.position(places.position() + pieces * (ofIndex + ofOffset + ofLength));
    }
    return 1;
  }

  /** Four bytes say how far behind them the header of TIFF is. */
  private int exif(int from, int end) {
    long header = from + 4L + ByteBuffer.wrap(bytes, from, end - from).getInt();
    return header < from || header > end ? 1 : Exif.orientation(bytes, (int) header, end).orElse(1);
  }

  /** The inside of the first box of a type. */
  private static Optional<ByteBuffer> box(ByteBuffer outer, String type) {
    return next(outer.duplicate(), type);
  }

  /** The inside of the next box of a type; the buffer then stands behind it. */
  private static Optional<ByteBuffer> next(ByteBuffer in, String type) {
    while (in.remaining() >= 8) {
      int start = in.position();
      long size = in.getInt() & 0xFFFFFFFFL;
      String found = text(in);
      size = size == 1 ? in.getLong() : size == 0 ? in.limit() - start : size;
      int end = Math.toIntExact(start + size);
      if (end < in.position()) {
        throw new BufferUnderflowException();
      }
      ByteBuffer inside = in.duplicate().limit(end);
      in.position(end);
      if (found.equals(type)) {
        return Optional.of(inside);
      }
    }
    return Optional.empty();
  }

  private static String text(ByteBuffer in) {
    byte[] letters = new byte[4];
    in.get(letters);
    return new String(letters, ISO_8859_1);
  }

  private static long number(ByteBuffer in, int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = (value << 8) | (in.get() & 0xFF);
    }
    return value;
  }
}
