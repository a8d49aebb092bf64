package dev.winnow.data;

import java.io.IOException;
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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The files below a folder whose names are asked for, in order of their relative paths with {@code
 * /} between the parts. Hidden files and folders are left out, links are followed.
 */
final class FolderWalk implements Iterator<Path> {
  /** An entry of a folder, and what it is sorted by: a folder's name ends in its {@code /}. */
  private record Entry(Path path, String key, boolean isFolder) {}

  /** A folder that is being walked through. */
  private record Level(Object identity, Iterator<Entry> entries) {}

  private final Path root;
  private final Predicate<String> wanted;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final Set<Object> around = new HashSet<>();
  private @Nullable Path next;

  /**
   * @throws MalformedDataSetException if there is no such folder
   */
  FolderWalk(Path root, Predicate<String> wanted) {
    this.root = root;
    this.wanted = wanted;
    if (!Files.isDirectory(root)) {
      throw new MalformedDataSetException("there is no folder " + root);
    }
    enter(root);
  }

  /**
   * @throws MalformedDataSetException if a folder cannot be listed, or leads back to one around it
   */
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
        } else {
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

  private void enter(Path folder) {
    try {
      Object identity = folder.toRealPath();
      if (!around.add(identity)) {
        throw new MalformedDataSetException(
            "cannot list " + root + ": the link " + folder + " leads back to a folder around it");
      }
      levels.push(new Level(identity, entries(folder).iterator()));
    } catch (IOException | DirectoryIteratorException | UncheckedIOException e) {
      throw new MalformedDataSetException("cannot list " + root + ": " + e.getMessage(), e);
    }
  }

  private List<Entry> entries(Path folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder)) {
      for (Path path : listed) {
        String name = String.valueOf(path.getFileName());
        if (name.startsWith(".")) {
          continue;
        }
        if (Files.isDirectory(path)) {
          entries.add(new Entry(path, name + "/", true));
        } else if (Files.isRegularFile(path) && wanted.test(name)) {
          entries.add(new Entry(path, name, false));
        }
      }
    }
    entries.sort(Comparator.comparing(Entry::key));
    return entries;
  }
}
