package dev.winnow.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the captures of a folder. */
final class Folders {
  private static final String UNNAMED =
      "named in another character set than this program's (rename them, or set LC_ALL=C.UTF-8)";

  private Folders() {}

  /**
   * What a folder holds.
   *
   * @param paths of its captures, relative to it with {@code /} between their parts, sorted
   * @param leftOut what else there is
   */
  record Found(List<String> paths, LeftOut leftOut) {
    /** Those of them whose names end so. */
    Found ending(String ending) {
      return new Found(paths.stream().filter(path -> path.endsWith(ending)).toList(), leftOut);
    }
  }

  /**
   * The captures below a folder, as a {@link FolderWalk} finds them. One whose name is no text in
   * the character set that this program runs in is left out: nothing written down could name it.
   *
   * @throws MalformedDataSetException if there is no such folder or it cannot be listed
   */
  static Found find(Path folder, Modality modality) {
    List<String> paths = new ArrayList<>();
    LeftOut.Tally unnamed = new LeftOut.Tally();
    FolderWalk walk = new FolderWalk(folder, modality);
    walk.forEachRemaining(
        file -> {
          String path = portable(folder.relativize(file));
          if (names(folder, path, file)) {
            paths.add(path);
          } else {
            unnamed.file(UNNAMED, path);
          }
        });
    return new Found(List.copyOf(paths), walk.leftOut().and(unnamed.total()));
  }

  private static boolean names(Path folder, String path, Path file) {
    try {
      return folder.resolve(path).equals(file);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** A path's text with {@code /} between its parts on every platform. */
  static String portable(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /** A folder's own name. */
  static String name(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  /** The first folder of a relative path, if it is in one. */
  static Optional<String> parent(String path) {
    int slash = path.indexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(path.substring(0, slash));
  }

  /**
   * How a data set in {@code out} names the folder of its files: not at all if it is the same one,
   * relatively if one lies within the other, so that they can be moved together, and else in full.
   */
  static Optional<String> root(Path folder, Path out) {
    Path images = folder.toAbsolutePath().normalize();
    Path set = out.toAbsolutePath().normalize();
    if (images.equals(set)) {
      return Optional.empty();
    }
    boolean together = images.startsWith(set) || set.startsWith(images);
    return Optional.of(portable(together ? set.relativize(images) : images));
  }
}
