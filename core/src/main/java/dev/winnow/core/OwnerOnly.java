package dev.winnow.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Files that are their owner's alone, where the file system knows owners. */
public final class OwnerOnly {
  private static final String FORM = "[rwx-]{3}------";

  private OwnerOnly() {}

  /** What makes a new file readable and writable for its owner only. */
  public static FileAttribute<?>[] file(Path file) {
    return attributes(file, "rw-------");
  }

  /** What makes a new folder its owner's only. */
  public static FileAttribute<?>[] folder(Path folder) {
    return attributes(folder, "rwx------");
  }

  /**
   * Who else may use a file.
   *
   * @return the permissions, such as {@code rw-r--r--}, if they let others than the owner read,
   *     write or run it; empty if they do not, or if the file system knows no owners
   * @throws IOException if they cannot be read
   */
  public static Optional<String> violation(Path file) throws IOException {
    if (!hasOwners(file)) {
      return Optional.empty();
    }
    String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    return permissions.matches(FORM) ? Optional.empty() : Optional.of(permissions);
  }

  private static FileAttribute<?>[] attributes(Path file, String permissions) {
    return hasOwners(file)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean hasOwners(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
