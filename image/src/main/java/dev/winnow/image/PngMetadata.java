package dev.winnow.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Which way a PNG is up: by its chunk eXIf (PNG third edition, 11.3.4.5), the text chunks in which
 * ImageMagick and exiftool keep EXIF in hexadecimal, or XMP, in this order.
 */
final class PngMetadata {
  private static final int MOST_TEXT = 1 << 20;
  private static final String RAW = "Raw profile type ";
  private static final String XMP = "XML:com.adobe.xmp";

  private OptionalInt exif = OptionalInt.empty();
  private OptionalInt raw = OptionalInt.empty();
  private OptionalInt xmp = OptionalInt.empty();

  private PngMetadata() {}

  /** From 1 (upright) to 8. Chunks that cannot be understood say nothing. */
  static int orientation(byte[] bytes) {
    PngMetadata metadata = new PngMetadata();
    ByteBuffer png = ByteBuffer.wrap(bytes);
    int at = 8;
    while (at + 12 <= bytes.length) {
      int length = png.getInt(at);
      if (length < 0 || length > bytes.length - at - 12) {
        break;
      }
      metadata.look(new String(bytes, at + 4, 4, ISO_8859_1), bytes, at + 8, at + 8 + length);
      at += 12 + length;
    }
    return Stream.of(metadata.exif, metadata.raw, metadata.xmp)
        .flatMapToInt(OptionalInt::stream)
        .findFirst()
        .orElse(1);
  }

  private void look(String type, byte[] bytes, int from, int end) {
    switch (type) {
      case "eXIf" -> exif = Exif.orientation(bytes, from, end);
      case "tEXt" -> text(bytes, from, end, 1, false);
      case "zTXt" -> text(bytes, from, end, 2, true);
      case "iTXt" -> internationalText(bytes, from, end);
      default -> {}
    }
  }

  /**
   * @param gap bytes between the keyword and its text
   */
  private void text(byte[] bytes, int from, int end, int gap, boolean compressed) {
    int zero = zero(bytes, from, end);
    if (zero + gap <= end) {
      read(new String(bytes, from, zero - from, ISO_8859_1), bytes, zero + gap, end, compressed);
    }
  }

  /** Keyword, a flag and a method of compression, a language, and a translated keyword. */
  private void internationalText(byte[] bytes, int from, int end) {
    int zero = zero(bytes, from, end);
    int text = zero(bytes, zero(bytes, Math.min(end, zero + 3), end) + 1, end) + 1;
    if (text <= end) {
      String keyword = new String(bytes, from, zero - from, ISO_8859_1);
      read(keyword, bytes, text, end, bytes[zero + 1] == 1);
    }
  }

  private void read(String keyword, byte[] bytes, int from, int end, boolean compressed) {
    if (!keyword.equals(XMP) && !keyword.startsWith(RAW)) {
      return;
    }
    ByteBuffer text =
        compressed ? inflated(bytes, from, end) : ByteBuffer.wrap(bytes, from, end - from);
    int first = text.position();
    if (keyword.equals(XMP)) {
      xmp = Xmp.orientation(text.array(), first, text.limit());
    } else if (keyword.equals(RAW + "exif") || keyword.equals(RAW + "APP1")) {
      raw = ofHexadecimal(new String(text.array(), first, text.remaining(), ISO_8859_1));
    }
  }

  /** A line with a name, one with a length, and lines of digits. */
  private static OptionalInt ofHexadecimal(String profile) {
    String[] parts = profile.strip().split("\\s+", 3);
    if (parts.length < 3) {
      return OptionalInt.empty();
    }
    String digits = parts[2].replaceAll("\\s", "");
    try {
      byte[] bytes = HexFormat.of().parseHex(digits);
      return Exif.orientation(bytes, 0, bytes.length);
    } catch (IllegalArgumentException e) {
      return OptionalInt.empty();
    }
  }

  /** The beginning of what was compressed; as much as there is of it if it is damaged. */
  private static ByteBuffer inflated(byte[] bytes, int from, int end) {
    Inflater inflater = new Inflater();
    inflater.setInput(bytes, from, end - from);
    byte[] text = new byte[MOST_TEXT];
    try {
      return ByteBuffer.wrap(text, 0, inflater.inflate(text));
    } catch (DataFormatException e) {
      return ByteBuffer.wrap(text, 0, 0);
    } finally {
      inflater.end();
    }
  }

  private static int zero(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != 0) {
      at++;
    }
    return at;
  }
}
