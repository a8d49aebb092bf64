package dev.winnow.zoo;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/**
 * The tarball of an npm package, its bytes proved to be the pinned ones. It is held in memory, so
 * that what was checked is what is read, and never unpacked: files are picked by their exact name,
 * and no name in it becomes a path.
 */
final class Tarball {
  private static final long MOST_BYTES = 256L << 20;
  private static final int BLOCK = 512;

  private final NpmPackage origin;
  private final byte[] gzip;

  private Tarball(NpmPackage origin, byte[] gzip) {
    this.origin = origin;
    this.gzip = gzip;
  }

  /**
   * Reads a tarball and checks it.
   *
   * @throws RefusedPackageException if it cannot be read, is larger than 256 MiB, or is not byte
   *     for byte the pinned one
   */
  static Tarball verified(NpmPackage expected, Path file) {
    byte[] bytes = readAll(expected, file);
    String actual = "sha512-" + Base64.getEncoder().encodeToString(sha512().digest(bytes));
    if (!actual.equals(expected.integrity())) {
      throw new RefusedPackageException(
          "%s is not the tarball of %s that this version of Winnow trusts (its integrity is %s, not"
                  .formatted(file.getFileName(), expected.spec(), actual)
              + " %s); fetch it again from the npm registry".formatted(expected.integrity()));
    }
    return new Tarball(expected, bytes);
  }

  /**
   * The content of one file.
   *
   * @param path as in the tarball, such as {@code package/model/a.bin}
   * @param mostBytes the most it may hold
   * @throws RefusedPackageException if there is no such regular file or it is larger
   */
  byte[] file(String path, int mostBytes) {
    try (InputStream tar = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      for (byte[] header = tar.readNBytes(BLOCK);
          isHeader(header);
          header = tar.readNBytes(BLOCK)) {
        long size = octal(header, 124, 12);
        if (isRegularFile(header) && name(header).equals(path)) {
          return content(tar, path, size, mostBytes);
        }
        tar.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
      }
      throw new RefusedPackageException(
          "%s holds no file %s; its layout is not the one this version of Winnow knows"
              .formatted(origin.spec(), path));
    } catch (IOException | NumberFormatException e) {
      throw new RefusedPackageException(
          "the tarball of %s is broken; fetch it again".formatted(origin.spec()), e);
    }
  }

  private byte[] content(InputStream tar, String path, long size, int mostBytes)
      throws IOException {
    if (size > mostBytes) {
      throw new RefusedPackageException(
          "%s in %s has %d bytes, more than the %d that Winnow reads"
              .formatted(path, origin.spec(), size, mostBytes));
    }
    byte[] content = tar.readNBytes((int) size);
    if (content.length < size) {
      throw new EOFException(path);
    }
    return content;
  }

  /** A block of zeros, or the end of the stream, ends a tar archive. */
  private static boolean isHeader(byte[] block) {
    return block.length == BLOCK && block[0] != 0;
  }

  private static boolean isRegularFile(byte[] header) {
    return header[156] == '0' || header[156] == 0;
  }

  /** POSIX ustar: a long name is split at a slash into prefix and name. */
  private static String name(byte[] header) {
    String name = text(header, 0, 100);
    String prefix = text(header, 257, 5).equals("ustar") ? text(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  private static long octal(byte[] header, int from, int length) {
    return Long.parseUnsignedLong(text(header, from, length).trim(), 8);
  }

  private static byte[] readAll(NpmPackage expected, Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new RefusedPackageException(
            "%s has more than %d bytes, the most a tarball of %s may have"
                .formatted(file.getFileName(), MOST_BYTES, expected.spec()));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new RefusedPackageException(
          "the tarball %s of %s cannot be read; check that the file is there and readable"
              .formatted(file, expected.spec()),
          e);
    }
  }

  private static MessageDigest sha512() {
    try {
      return MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime in use has SHA-512", e);
    }
  }
}
