package dev.winnow.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;

/** Files that are their owner's alone, where the file system knows owners. */
public final class PrivateFiles {
  private static final String FORM = "[rwx-]{3}------";

  private PrivateFiles() {}

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

  /**
   * Who owns a file, if it is not the user who runs this program; root is a user like any other.
   * Makes an empty file in the folder for temporary files and removes it.
   *
   * @return the owner's name, or number if it has none; empty if it is the user's own, or if the
   *     file system knows no owners
   * @throws IOException if owners cannot be read
   */
  public static Optional<String> stranger(Path file) throws IOException {
    if (!hasOwners(file)) {
      return Optional.empty();
    }
    UserPrincipal owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
    return owner.equals(user()) ? Optional.empty() : Optional.of(owner.getName());
  }

  /**
   * Who but its owner may put files into a folder, or take them away; a sticky bit does not help,
   * for what is missing can still be put there first.
   *
   * @param folder links are followed
   * @return the permissions, such as {@code rwxrwxrwx}, if they let others than the owner write, or
   *     the name of the owner, if that is neither the user who runs this program nor root; empty if
   *     neither, or if the file system knows no owners
   * @throws IOException if they cannot be read
   */
  public static Optional<String> intruders(Path folder) throws IOException {
    if (!hasOwners(folder)) {
      return Optional.empty();
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
    if (permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      return Optional.of(PosixFilePermissions.toString(permissions));
    }
    boolean roots = Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"));
    return roots ? Optional.empty() : stranger(folder.toRealPath());
  }

  /** A file just made shows whose program this is, whatever name its environment gives. */
  private static UserPrincipal user() throws IOException {
    Path made = Files.createTempFile("owner", ".tmp");
    try {
      return Files.getOwner(made);
    } finally {
      Files.delete(made);
    }
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
