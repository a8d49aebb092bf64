package dev.winnow.core.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/** Writes files that are there whole or not at all, whatever happens on the way. */
public final class AtomicFile {
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private AtomicFile() {}

  /** What goes into the file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; the stream is buffered and closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file beside its place and then moves it there, over what was there before.
   *
   * @throws IOException if it cannot be written; what was there before is still there
   */
  public static void write(Path file, Content content) throws IOException {
    write(file, content, new FileAttribute<?>[0]);
  }

  /**
   * Writes a text in UTF-8 as {@link #write} does.
   *
   * @throws UncheckedIOException if it cannot be written; what was there before is still there
   */
  public static void writeText(Path file, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      write(file, out -> out.write(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes a file as {@link #write} does, for its owner only where the file system knows owners.
   *
   * @throws IOException if it cannot be written; what was there before is still there
   */
  public static void writeOwnerOnly(Path file, Content content) throws IOException {
    write(file, content, PrivateFiles.file(file));
  }

  private static void write(Path file, Content content, FileAttribute<?>[] attributes)
      throws IOException {
    Path target = file.toAbsolutePath();
    // Not createTempFile, whose files nobody but the owner may read: a package is to be passed on.
    Path part =
        target.resolveSibling(
            ".%s.%d.part".formatted(target.getFileName(), ProcessHandle.current().pid()));
    try {
      // What a process of the same number left behind may be anybody's to read.
      Files.deleteIfExists(part);
      try (OutputStream out =
          new BufferedOutputStream(
              Channels.newOutputStream(Files.newByteChannel(part, NEW, attributes)))) {
        content.writeTo(out);
      }
      move(part, target);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
