package dev.winnow.trust;

import dev.winnow.core.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * What is not trusted any more: certificates, by the digest of their file, and keys, by their id.
 *
 * <p>A text file with one {@code sha256:…} a line, empty lines, and comments from a {@code #} to
 * the end of the line.
 *
 * @param digests of certificates and ids of keys
 */
public record Revocations(Set<Digest> digests) {
  /** The most bytes that a list may have; room for two hundred thousand revocations. */
  static final int LIMIT = 16 << 20;

  public Revocations {
    digests = Set.copyOf(digests);
  }

  /** Nothing is revoked. */
  public static Revocations none() {
    return new Revocations(Set.of());
  }

  /**
   * Reads a list.
   *
   * @throws MalformedRevocationsException if the file cannot be read, is too large, or has a line
   *     that is none of these
   */
  public static Revocations read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(String.valueOf(file), in.readNBytes(LIMIT + 1));
    } catch (IOException e) {
      throw new MalformedRevocationsException(
          "the list of revocations %s cannot be read (%s)".formatted(file, e.getMessage()), e);
    }
  }

  /** Whether a certificate's digest or a key's id is on the list. */
  public boolean contains(Digest digest) {
    return digests.contains(digest);
  }

  static Revocations parse(String what, byte[] utf8) {
    if (utf8.length > LIMIT) {
      throw new MalformedRevocationsException(
          "the list of revocations %s is larger than %d bytes".formatted(what, LIMIT));
    }
    Set<Digest> digests = new HashSet<>();
    int number = 0;
    for (String line : text(what, utf8).lines().toList()) {
      number++;
      String entry = line.replaceFirst("#.*", "").strip();
      if (!entry.isEmpty()) {
        digests.add(digest(what, number, entry));
      }
    }
    return new Revocations(digests);
  }

  private static Digest digest(String what, int line, String entry) {
    try {
      return new Digest(entry);
    } catch (IllegalArgumentException e) {
      throw new MalformedRevocationsException(
          "line %d of the list of revocations %s is not sha256: and 64 hexadecimal digits; nothing is trusted until it is mended"
              .formatted(line, what),
          e);
    }
  }

  private static String text(String what, byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedRevocationsException(
          "the list of revocations %s is not UTF-8 text".formatted(what), e);
    }
  }
}
