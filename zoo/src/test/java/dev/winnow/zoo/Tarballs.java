package dev.winnow.zoo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes small ustar archives, as npm packs them. */
final class Tarballs {
  private Tarballs() {}

  /** A gzipped archive of regular files. */
  static byte[] of(Map<String, byte[]> files) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        gzip.write(header(file.getKey(), file.getValue().length));
        gzip.write(file.getValue());
        gzip.write(new byte[-file.getValue().length & 511]);
      }
      gzip.write(new byte[1024]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The package whose pinned tarball has these bytes. */
  static NpmPackage pinned(byte[] tarball) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(tarball);
      return new NpmPackage(
          "@scope/faces", "1.0.0", "sha512-" + Base64.getEncoder().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A checked tarball of these bytes, written to the folder on the way. */
  static Tarball verified(Path folder, byte[] bytes) {
    try {
      return Tarball.verified(pinned(bytes), Files.write(folder.resolve("faces.tgz"), bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] header(String name, int size) {
    byte[] header = new byte[512];
    int split = name.length() > 100 ? name.lastIndexOf('/') : -1;
    put(header, 0, name.substring(split + 1));
    put(header, 124, "%011o ".formatted(size));
    header[156] = '0';
    put(header, 257, "ustar\0" + "00");
    put(header, 345, split < 0 ? "" : name.substring(0, split));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
