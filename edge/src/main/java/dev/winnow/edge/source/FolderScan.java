package dev.winnow.edge.source;

import dev.winnow.data.Leftovers;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Finds the files in a folder and below it, links followed, that may be captures. */
final class FolderScan {
  private FolderScan() {}

  /** Who is told of each folder before what is in it is listed. */
  @FunctionalInterface
  interface Entered {
    void folder(Path folder);
  }

  /**
   * Whether a file or folder is passed over: hidden, left behind by a system, or written under a
   * name from which it is renamed once it is whole.
   */
  static boolean passesOver(Path path) {
    String name = String.valueOf(path.getFileName());
    String low = name.toLowerCase(Locale.ROOT);
    return Leftovers.include(name) || low.endsWith(".tmp") || low.endsWith(".part");
  }

  /** How a file looks. */
  static SettlingFiles.Stamp stamp(BasicFileAttributes file) {
    return new SettlingFiles.Stamp(file.size(), file.lastModifiedTime().toInstant());
  }

  /**
   * The files below a folder, and how they look.
   *
   * @throws IOException if it cannot be listed; folders below it that cannot be are left out
   */
  static Map<Path, SettlingFiles.Stamp> files(Path root, Entered entered) throws IOException {
    Map<Path, SettlingFiles.Stamp> files = new TreeMap<>();
    var visitor =
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes seen) {
            if (!folder.equals(root) && passesOver(folder)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            entered.folder(folder);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
            if (seen.isRegularFile() && !passesOver(file)) {
              files.put(file, stamp(seen));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException failure)
              throws IOException {
            if (path.equals(root)) {
              throw failure;
            }
            return FileVisitResult.CONTINUE;
          }
        };
    Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
    return files;
  }
}
