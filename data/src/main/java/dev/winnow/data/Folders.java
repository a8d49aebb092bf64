package dev.winnow.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the files of a folder, and names them alike on every platform. */
public final class Folders {
  private Folders() {}

  /**
   * The files below a folder as paths relative to it with {@code /} between their parts, sorted.
   * Hidden files and folders are left out, links are followed.
   *
   * @param wanted whether a file of this name is asked for
   * @throws MalformedDataSetException if there is no such folder or it cannot be listed whole
   */
  public static List<String> files(Path folder, Predicate<String> wanted) {
    List<String> paths = new ArrayList<>();
    new FolderWalk(folder, wanted)
        .forEachRemaining(file -> paths.add(portable(folder.relativize(file))));
    return List.copyOf(paths);
  }

  /** A path's text with {@code /} between its parts on every platform. */
  public static String portable(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /** A folder's own name. */
  public static String name(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  /**
   * How a data set in {@code out} names the folder of its files: not at all if it is the same one,
   * relatively if one lies within the other, so that they can be moved together, and else in full.
   */
  public static Optional<String> root(Path folder, Path out) {
    Path images = folder.toAbsolutePath().normalize();
    Path set = out.toAbsolutePath().normalize();
    if (images.equals(set)) {
      return Optional.empty();
    }
    boolean together = images.startsWith(set) || set.startsWith(images);
    return Optional.of(portable(together ? set.relativize(images) : images));
  }
}
