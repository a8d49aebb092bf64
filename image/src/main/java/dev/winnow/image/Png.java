package dev.winnow.image;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * Writes PNG without compressing (RFC 1951, stored blocks): the same image gives the same bytes on
 * every platform, whatever compressor its Java came with.
 */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int LARGEST_BLOCK = 65_535;

  private Png() {}

  static byte[] encode(Image image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(SIGNATURE);
      chunk(out, "IHDR", header(image));
      chunk(out, "IDAT", stored(scanlines(image)));
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] header(Image image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(image.width());
    out.writeInt(image.height());
    out.write(new byte[] {8, 2, 0, 0, 0}); // 8 bits each of RGB, not interlaced
    return bytes.toByteArray();
  }

  /** Every row as it is, behind the filter byte 0. */
  private static byte[] scanlines(Image image) {
    int row = 3 * image.width();
    byte[] lines = new byte[image.height() * (1 + row)];
    for (int y = 0; y < image.height(); y++) {
      System.arraycopy(image.samples(), y * row, lines, y * (1 + row) + 1, row);
    }
    return lines;
  }

  private static byte[] stored(byte[] data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(0x7801);
    for (int from = 0; from < data.length; from += LARGEST_BLOCK) {
      int length = Math.min(LARGEST_BLOCK, data.length - from);
      out.writeByte(from + length == data.length ? 1 : 0);
      out.writeShort(Short.reverseBytes((short) length));
      out.writeShort(Short.reverseBytes((short) ~length));
      out.write(data, from, length);
    }
    Adler32 adler = new Adler32();
    adler.update(data);
    out.writeInt((int) adler.getValue());
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }
}
