package dev.winnow.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one thing a decoder needs of XMP (ISO 16684-1): which way is up. */
final class Xmp {
  /** An attribute or an element; nothing else in a packet of XMP looks like either. */
  private static final Pattern ORIENTATION =
      Pattern.compile("tiff:Orientation\\s*(?:=\\s*[\"']|>\\s*)([1-8])\\s*[\"'<]");

  private Xmp() {}

  /** The orientation from 1 to 8; empty without one. */
  static OptionalInt orientation(byte[] bytes, int from, int end) {
    Matcher found = ORIENTATION.matcher(new String(bytes, from, end - from, ISO_8859_1));
    return found.find() ? OptionalInt.of(found.group(1).charAt(0) - '0') : OptionalInt.empty();
  }
}
