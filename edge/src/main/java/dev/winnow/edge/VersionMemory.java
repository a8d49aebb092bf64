package dev.winnow.edge;

import dev.winnow.core.Manifest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * The highest version of each service that a node has run, so that nobody can hand it an older
 * package again, whose certificate may still be valid and whose extractor may tell more.
 *
 * <p>It is the file {@value #NAME} beside the node's secret, for its owner only, and is shared by
 * all nodes that have their secret there.
 */
final class VersionMemory {
  static final String NAME = "versions.json";

  /** Of this process; the lock of the file system keeps other processes away. */
  private static final Object WRITING = new Object();

  private final VersionFile file;

  private VersionMemory(VersionFile file) {
    this.file = file;
  }

  /** The memory in the folder of a node's secret. */
  static VersionMemory beside(Path secret) {
    return new VersionMemory(new VersionFile(secret.toAbsolutePath().resolveSibling(NAME)));
  }

  /**
   * Looks whether a package may run.
   *
   * @throws OutdatedExtractorException if a higher version of its name has run
   * @throws UnusableMemoryException if the file is damaged, is not its owner's only, or cannot be
   *     read
   */
  void requireNotOutdated(Manifest manifest) {
    requireNotOutdated(manifest, file.read());
  }

  /**
   * Remembers that a package runs, unless a higher version has begun to meanwhile.
   *
   * @throws OutdatedExtractorException as {@link #requireNotOutdated}
   * @throws UnusableMemoryException as that, or if the file cannot be written
   */
  void remember(Manifest manifest) {
    if (highest(manifest, file.read()) == version(manifest)) {
      // Nothing is new, and the folder need not be writable.
      return;
    }
    synchronized (WRITING) {
      // Closing the channel gives the lock back.
      try (FileChannel channel = lockFile()) {
        channel.lock();
        Map<String, Integer> versions = file.read();
        requireNotOutdated(manifest, versions);
        versions.put(manifest.name(), version(manifest));
        file.write(versions);
      } catch (IOException e) {
        throw file.unusable("it cannot be written (" + e.getMessage() + ")", e);
      }
    }
  }

  private FileChannel lockFile() throws IOException {
    Path place = file.path().resolveSibling("." + NAME + ".lock");
    file.makeFolder();
    return FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private void requireNotOutdated(Manifest manifest, Map<String, Integer> versions) {
    int highest = highest(manifest, versions);
    if (version(manifest) < highest) {
      throw new OutdatedExtractorException(
          "the extractor %s is of version %s and this node has run version %d, so that somebody may be handing it an old one; fetch version %d or a later one, or, if you mean to go back, take %s out of %s"
              .formatted(
                  manifest.name(),
                  manifest.version(),
                  highest,
                  highest,
                  manifest.name(),
                  file.path()));
    }
  }

  private static int highest(Manifest manifest, Map<String, Integer> versions) {
    return versions.getOrDefault(manifest.name(), 0);
  }

  /** A manifest's version has at most nine digits. */
  private static int version(Manifest manifest) {
    return Integer.parseInt(manifest.version());
  }
}
