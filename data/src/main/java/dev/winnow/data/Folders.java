package dev.winnow.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the captures of a folder, and names them alike on every platform. */
public final class Folders {
  private static final FileKind UNNAMED =
      FileKind.leftOut(
          "named in another character set than this program's (rename them, or set LC_ALL=C.UTF-8)");

  private Folders() {}

  /**
   * What a folder holds.
   *
   * @param modality of its captures
   * @param paths of its captures, relative to it with {@code /} between their parts, sorted
   * @param leftOut what else there is
   */
  public record Found(Modality modality, List<String> paths, LeftOut leftOut) {
    public Found {
      paths = List.copyOf(paths);
    }
  }

  /**
   * The captures below a folder, as a {@link FolderWalk} finds them. One whose name is no text in
   * the character set that this program runs in is left out: nothing written down could name it.
   *
   * @throws MalformedDataSetException if there is no such folder or it cannot be listed
   */
  static Found find(Path folder, Modality modality) {
    return find(folder, List.of(modality), file -> false);
  }

  /**
   * The same of whichever modality has most captures there, the first of equals.
   *
   * @param modalities at least one
   * @param passedOver files that are neither captures nor left out
   * @throws MalformedDataSetException if there is no such folder or it cannot be listed
   */
  public static Found find(Path folder, List<Modality> modalities, Predicate<Path> passedOver) {
    List<FoundFiles> found = modalities.stream().map(FoundFiles::new).toList();
    // Asked once for each file, whichever modality it may be of, so that it is opened once.
    FolderWalk walk =
        new FolderWalk(
            folder,
            (name, head) -> {
              found.forEach(each -> each.look(name, head));
              return FileKind.CAPTURE;
            });
    walk.forEachRemaining(
        file -> {
          if (!passedOver.test(file)) {
            String path = portable(folder.relativize(file));
            boolean named = names(folder, path, file);
            found.forEach(each -> each.add(path, named));
          }
        });
    FoundFiles most = found.get(0);
    for (FoundFiles each : found) {
      most = each.paths.size() > most.paths.size() ? each : most;
    }
    return new Found(most.modality, most.paths, walk.leftOut().and(most.leftOut.total()));
  }

  /** The files of a folder to one modality. */
  private static final class FoundFiles {
    private final Modality modality;
    private final List<String> paths = new ArrayList<>();
    private final LeftOut.Tally leftOut = new LeftOut.Tally();
    private FileKind kind = FileKind.OTHER;

    FoundFiles(Modality modality) {
      this.modality = modality;
    }

    /** Looks at the file that comes next. */
    void look(String name, byte[] head) {
      kind = modality.kindOf(name, head);
    }

    void add(String path, boolean named) {
      if (!kind.isCapture()) {
        leftOut.file(kind, path);
      } else if (named) {
        paths.add(path);
      } else {
        leftOut.file(UNNAMED, path);
      }
    }
  }

  private static boolean names(Path folder, String path, Path file) {
    try {
      return folder.resolve(path).equals(file);
    } catch (InvalidPathException e) {
      return false;
    }
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
