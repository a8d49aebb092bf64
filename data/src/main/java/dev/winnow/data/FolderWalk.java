package dev.winnow.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The captures below a folder, in order of their relative paths with {@code /} between the parts.
 * Hidden files and {@link Leftovers} are passed over, links are followed, and what is left out
 * otherwise is added up: a folder that cannot be listed or leads back to one around it, and a file
 * of another kind.
 */
final class FolderWalk implements Iterator<Path> {
  private static final int HEAD = 64;

  /** Says what a file is by its name and its first bytes, as {@link Modality#kindOf} does. */
  interface Classifier {
    FileKind kindOf(String name, byte[] head);
  }

  /** An entry of a folder, and what it is sorted by: a folder's name ends in its {@code /}. */
  private record Entry(Path path, String key, boolean isFolder) {}

  /** A folder that is being walked through. */
  private record Level(Object identity, Iterator<Entry> entries) {}

  private final Path root;
  private final Classifier classifier;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final Set<Object> around = new HashSet<>();
  private final LeftOut.Tally leftOut = new LeftOut.Tally();
  private @Nullable Path next;

  /**
   * @throws MalformedDataSetException if there is no such folder, or it cannot be listed
   */
  FolderWalk(Path root, Classifier classifier) {
    this.root = root;
    this.classifier = classifier;
    if (!Files.isDirectory(root)) {
      throw new MalformedDataSetException("there is no folder " + root);
    }
    try {
      levels.push(level(root));
    } catch (IOException e) {
      throw new MalformedDataSetException("cannot list " + root + ": " + e.getMessage(), e);
    }
  }

  @Override
  public boolean hasNext() {
    while (next == null && !levels.isEmpty()) {
      Level level = levels.element();
      if (!level.entries.hasNext()) {
        levels.remove();
        around.remove(level.identity);
      } else {
        Entry entry = level.entries.next();
        if (entry.isFolder) {
          enter(entry.path);
        } else if (isCapture(entry.path)) {
          next = entry.path;
        }
      }
    }
    return next != null;
  }

  @Override
  public Path next() {
    Path found = hasNext() ? next : null;
    if (found == null) {
      throw new NoSuchElementException("no file is left in " + root);
    }
    next = null;
    return found;
  }

  /** What was left out so far. */
  LeftOut leftOut() {
    return leftOut.total();
  }

  private void enter(Path folder) {
    try {
      Level level = level(folder);
      levels.push(level);
    } catch (IOException e) {
      leftOut.folder("that cannot be listed", relative(folder));
    }
  }

  private Level level(Path folder) throws IOException {
    Object identity = folder.toRealPath();
    if (!around.add(identity)) {
      leftOut.folder("that leads back to a folder around it", relative(folder));
      return new Level(new Object(), List.<Entry>of().iterator());
    }
    try {
      return new Level(identity, entries(folder).iterator());
    } catch (DirectoryIteratorException | UncheckedIOException e) {
      around.remove(identity);
      throw new IOException(e.getMessage(), e);
    } catch (IOException e) {
      around.remove(identity);
      throw e;
    }
  }

  private List<Entry> entries(Path folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder)) {
      for (Path path : listed) {
        String name = String.valueOf(path.getFileName());
        if (Leftovers.include(name)) {
          continue;
        }
        if (Files.isDirectory(path)) {
          entries.add(new Entry(path, name + "/", true));
        } else if (Files.isRegularFile(path)) {
          entries.add(new Entry(path, name, false));
        }
      }
    }
    entries.sort(Comparator.comparing(Entry::key));
    return entries;
  }

  private boolean isCapture(Path file) {
    FileKind kind = classifier.kindOf(String.valueOf(file.getFileName()), head(file));
    if (!kind.isCapture()) {
      leftOut.file(kind, relative(file));
    }
    return kind.isCapture();
  }

  /** The first bytes of a file; none of one that cannot be opened, which its name decides about. */
  private static byte[] head(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private String relative(Path path) {
    return Folders.portable(root.relativize(path));
  }
}
