package dev.winnow.edge.memory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.StrictObject;
import dev.winnow.core.files.AtomicFile;
import dev.winnow.core.files.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A file of JSON in which a node remembers something beside its key: for its owner only, written
 * whole or not at all, and shared by all nodes that have their key there. A damaged one is refused
 * and left alone; nothing is ever sent on a guess.
 *
 * @param path of the file, absolute
 * @param what it remembers, for messages
 * @param format that it names
 */
record StateFile(Path path, String what, String format) {
  private static final int LIMIT = 4 << 20;

  /** Of this process; the lock of the file system keeps other processes away. */
  private static final Object WRITING = new Object();

  /** The file of a name in the folder of a node's key. */
  static StateFile beside(Path key, String name, String what, String format) {
    return new StateFile(key.toAbsolutePath().resolveSibling(name), what, format);
  }

  /**
   * What the file says.
   *
   * @param reader takes all fields but the format
   * @return empty if there is no such file
   * @throws UnusableMemoryException if it is damaged, is not its owner's only, or cannot be read
   */
  <T> Optional<T> read(Function<StrictObject, T> reader) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(path)) {
      requireOwnerOnly();
      byte[] bytes = in.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        throw unusable("it is larger than %d bytes".formatted(LIMIT));
      }
      StrictObject fields = Json.readObject(String.valueOf(path.getFileName()), bytes);
      if (!fields.text("format").equals(format)) {
        throw fields.invalid("format", "must be " + format);
      }
      T read = reader.apply(fields);
      fields.end();
      return Optional.of(read);
    } catch (MalformedJsonException | DateTimeException e) {
      throw unusable("it is damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      throw unusable("it cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Does something while nobody else changes the file.
   *
   * @throws UnusableMemoryException if the lock cannot be had
   */
  <T> T locked(Supplier<T> work) {
    synchronized (WRITING) {
      // Closing the channel gives the lock back.
      try (FileChannel channel = lockFile()) {
        channel.lock();
        return work.get();
      } catch (IOException e) {
        throw unusable("it cannot be written (" + e.getMessage() + ")", e);
      }
    }
  }

  /**
   * Replaces what the file says.
   *
   * @param json takes the fields beside the format
   * @throws UnusableMemoryException if it cannot be written
   */
  void write(ObjectNode json) {
    ObjectNode whole = Json.object().put("format", format);
    whole.setAll(json);
    byte[] bytes = Json.pretty(whole).getBytes(StandardCharsets.UTF_8);
    try {
      AtomicFile.writeOwnerOnly(path, out -> out.write(bytes));
    } catch (IOException e) {
      throw unusable("it cannot be written (" + e.getMessage() + ")", e);
    }
  }

  private FileChannel lockFile() throws IOException {
    Path folder = path.resolveSibling("").normalize();
    Files.createDirectories(folder, PrivateFiles.folder(folder));
    Path place = path.resolveSibling("." + path.getFileName() + ".lock");
    return FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Whoever may write it can have a node forget, as whoever has its key can undo the noise. */
  private void requireOwnerOnly() throws IOException {
    Optional<String> permissions = PrivateFiles.violation(path);
    if (permissions.isPresent()) {
      throw unusable(
          "others than its owner may use it (%s), which chmod 600 mends"
              .formatted(permissions.get()));
    }
  }

  private UnusableMemoryException unusable(String why) {
    return new UnusableMemoryException(sentence(why));
  }

  private UnusableMemoryException unusable(String why, Throwable cause) {
    return new UnusableMemoryException(sentence(why), cause);
  }

  private String sentence(String why) {
    return "this node's memory of %s, %s, cannot be used: %s; mend it, or remove it to have the node forget"
        .formatted(what, path, why);
  }
}
