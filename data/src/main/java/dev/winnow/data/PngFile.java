package dev.winnow.data;

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
public final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int LARGEST_BLOCK = 65_535;

  private PngFile() {}

  /**
   * The bytes of a file.
   *
   * @param rgb red, green and blue of each pixel, row by row
   * @throws IllegalArgumentException if there are not as many as the pixels have
   */
  public static byte[] of(int width, int height, byte[] rgb) {
    if (rgb.length != 3 * width * height) {
      throw new IllegalArgumentException(
          "%d values for %d×%d pixels".formatted(rgb.length, width, height));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(SIGNATURE);
      chunk(out, "IHDR", header(width, height));
      chunk(out, "IDAT", stored(scanlines(width, height, rgb)));
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] header(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(width);
    out.writeInt(height);
    out.write(new byte[] {8, 2, 0, 0, 0}); // 8 bits each of RGB, not interlaced
    return bytes.toByteArray();
  }

  /** Every row as it is, behind the filter byte 0. */
  private static byte[] scanlines(int width, int height, byte[] rgb) {
    int row = 3 * width;
    byte[] lines = new byte[height * (1 + row)];
    for (int y = 0; y < height; y++) {
      System.arraycopy(rgb, y * row, lines, y * (1 + row) + 1, row);
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
