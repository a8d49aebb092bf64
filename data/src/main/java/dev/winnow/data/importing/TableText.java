package dev.winnow.data.importing;

import dev.winnow.data.CsvTable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The text of a file in whichever common encoding it is: what a byte order mark says, or else
 * UTF-16 if every other byte is zero, UTF-8 if it is valid as such, and Windows-1252, which has
 * Latin-1's letters in their places.
 */
final class TableText {
  private static final int LOOKED_AT = 1000;
  private static final char MARK = '\uFEFF';

  private TableText() {}

  /**
   * @throws dev.winnow.data.MalformedDataSetException if there is no such file or it is too large
   */
  static String read(Path file) {
    return decode(CsvTable.bytes(file));
  }

  static String decode(byte[] bytes) {
    String text = new String(bytes, charset(bytes));
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  private static Charset charset(byte[] bytes) {
    if (starts(bytes, 0xFF, 0xFE) || hasZeros(bytes, 1)) {
      return StandardCharsets.UTF_16LE;
    }
    if (starts(bytes, 0xFE, 0xFF) || hasZeros(bytes, 0)) {
      return StandardCharsets.UTF_16BE;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      return Charset.forName("windows-1252");
    }
  }

  private static boolean starts(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }

  /** Whether most bytes in every second place are zero, as in UTF-16 text of mostly ASCII. */
  private static boolean hasZeros(byte[] bytes, int parity) {
    int places = 0;
    int zeros = 0;
    for (int i = parity; i < Math.min(bytes.length, LOOKED_AT); i += 2) {
      places++;
      zeros += bytes[i] == 0 ? 1 : 0;
    }
    return 2 * zeros > places;
  }
}
