package dev.winnow.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest, written {@code sha256:} and 64 lower-case hexadecimal digits.
 *
 * @param text the written form
 */
public record Digest(String text) {
  private static final String PREFIX = "sha256:";
  private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");

  /**
   * @throws IllegalArgumentException if the text is not of the written form
   */
  public Digest {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not a digest of the form sha256:<64 hex digits>: " + text);
    }
  }

  /** The digest of some bytes. */
  public static Digest of(byte[] bytes) {
    return finished(sha256().digest(bytes));
  }

  /** The digest of the bytes between a buffer's position and its limit, which stay as they are. */
  public static Digest of(ByteBuffer bytes) {
    MessageDigest sha256 = sha256();
    sha256.update(bytes.duplicate());
    return finished(sha256.digest());
  }

  /**
   * The digest of a file, read as a stream.
   *
   * @throws IOException if the file cannot be read
   */
  public static Digest ofFile(Path file) throws IOException {
    MessageDigest sha256 = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return finished(sha256.digest());
  }

  /**
   * The digest of 64 hexadecimal digits alone, as in-toto writes it.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  public static Digest ofHex(String hex) {
    return new Digest(PREFIX + hex);
  }

  /** The 64 hexadecimal digits alone. */
  public String hex() {
    return text.substring(PREFIX.length());
  }

  /** The 32 bytes themselves. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex());
  }

  /** The first 12 hexadecimal digits, enough to tell a few apart. */
  public String brief() {
    return hex().substring(0, 12);
  }

  @Override
  public String toString() {
    return text;
  }

  private static Digest finished(byte[] digest) {
    return new Digest(PREFIX + HexFormat.of().formatHex(digest));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
