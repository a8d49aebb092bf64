package dev.winnow.noise;

import dev.winnow.core.files.PrivateFiles;
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
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The file of a {@link NoiseKey}: made whole or not at all, once, for its owner only. Of a file
 * that was there before, nothing is read before it is known to be the user's own, in a folder where
 * nobody else can put another in its place.
 */
final class NoiseKeyFile {
  private NoiseKeyFile() {}

  static byte[] open(Path file) {
    try {
      Path folder = file.toAbsolutePath().resolveSibling("").normalize();
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, PrivateFiles.folder(folder));
      }
      requireGuarded(file, folder);
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        make(file.toAbsolutePath(), folder);
      }
      requireRegular(file);
      requireOwned(file);
      requireOwnerOnly(file);
      return read(file);
    } catch (IOException e) {
      throw new UnusableNoiseKeyException(
          "the noise's secret %s can be neither read nor made (%s); make its folder yours, or name another file with --secret"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static void make(Path file, Path folder) throws IOException {
    Path part = Files.createTempFile(folder, ".secret", ".part", PrivateFiles.file(file));
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

  private static void requireGuarded(Path file, Path folder) throws IOException {
    Optional<String> intruders = PrivateFiles.intruders(folder);
    if (intruders.isPresent()) {
      throw new UnusableNoiseKeyException(
          ("others may put another file in the place of the noise's secret %s, for its folder %s is open"
                  + " to them (%s); make the folder yours and run chmod go-w on it, or name a file elsewhere"
                  + " with --secret")
              .formatted(file, folder, intruders.get()));
    }
  }

  /** Opening a pipe would wait for ever, and where a link leads may change. */
  private static void requireRegular(Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new UnusableNoiseKeyException(
          "the noise's secret %s is %s, not a regular file; name the file itself with --secret, or remove this to have a new one made"
              .formatted(file, kind(attributes)));
    }
  }

  private static String kind(BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      return "a link";
    }
    return attributes.isDirectory() ? "a folder" : "a pipe or a device";
  }

  private static void requireOwned(Path file) throws IOException {
    Optional<String> stranger = PrivateFiles.stranger(file);
    if (stranger.isPresent()) {
      throw new UnusableNoiseKeyException(
          "the noise's secret %s belongs to %s, who knows it; remove it to have a new one made, or, if the file is right, run chown on it"
              .formatted(file, stranger.get()));
    }
  }

  private static void requireOwnerOnly(Path file) throws IOException {
    Optional<String> permissions = PrivateFiles.violation(file);
    if (permissions.isPresent()) {
      throw new UnusableNoiseKeyException(
          ("others than its owner may use the noise's secret %s (%s), and whoever has read it can take"
                  + " the noise away; remove it to have a new one made, or, if nobody has, run chmod 600")
              .formatted(file, permissions.get()));
    }
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(NoiseKey.BYTES + 1);
      if (bytes.length != NoiseKey.BYTES) {
        throw new UnusableNoiseKeyException(
            ("the noise's secret %s must hold %d bytes and holds %s; put the right file back, or remove"
                    + " it to have a new one made, which changes every answer")
                .formatted(
                    file, NoiseKey.BYTES, bytes.length < NoiseKey.BYTES ? bytes.length : "more"));
      }
      requireVaried(file, bytes);
      return bytes;
    }
  }

  private static void requireVaried(Path file, byte[] bytes) {
    boolean constant = true;
    for (byte each : bytes) {
      constant &= each == bytes[0];
    }
    if (constant) {
      throw new UnusableNoiseKeyException(
          "the noise's secret %s is constant, all its bytes are the same, and anybody can guess it; remove it to have a new one made, which changes every answer"
              .formatted(file));
    }
  }
}
