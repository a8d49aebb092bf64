package dev.winnow.noise;

import dev.winnow.core.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Optional;

/** The file of a {@link NoiseKey}: made whole or not at all, once, for its owner only. */
final class NoiseKeyFile {
  private NoiseKeyFile() {}

  static byte[] open(Path file) {
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        make(file.toAbsolutePath());
      }
      requireOwnerOnly(file);
      return read(file);
    } catch (IOException e) {
      throw new UnusableNoiseKeyException(
          "the noise's secret %s can be neither read nor made (%s); make its folder yours, or name another file with --secret"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static void make(Path file) throws IOException {
    Path folder = file.resolveSibling("").normalize();
    Files.createDirectories(folder, OwnerOnly.folder(file));
    Path part = Files.createTempFile(folder, ".secret", ".part", OwnerOnly.file(file));
    try {
      byte[] bytes = new byte[NoiseKey.BYTES];
      new SecureRandom().nextBytes(bytes);
      try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
        out.write(ByteBuffer.wrap(bytes));
        out.force(true);
      }
      publish(part, file);
    } catch (FileAlreadyExistsException e) {
      // Another node was faster, and its secret is the one that counts.
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** A link, unlike a move, never replaces what another node has made meanwhile. */
  private static void publish(Path part, Path file) throws IOException {
    try {
      Files.createLink(file, part);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) {
      // A file system without links.
      Files.move(part, file);
    }
  }

  private static void requireOwnerOnly(Path file) throws IOException {
    Optional<String> permissions = OwnerOnly.violation(file);
    if (permissions.isPresent()) {
      throw new UnusableNoiseKeyException(
          ("others than its owner may use the noise's secret %s (%s), and whoever has read it can take"
                  + " the noise away; remove it to have a new one made, or, if nobody has, run chmod 600")
              .formatted(file, permissions.get()));
    }
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(NoiseKey.BYTES + 1);
      if (bytes.length != NoiseKey.BYTES) {
        throw new UnusableNoiseKeyException(
            ("the noise's secret %s must hold %d bytes and holds %s; put the right file back, or remove"
                    + " it to have a new one made, which changes every answer")
                .formatted(
                    file, NoiseKey.BYTES, bytes.length < NoiseKey.BYTES ? bytes.length : "more"));
      }
      return bytes;
    }
  }
}
