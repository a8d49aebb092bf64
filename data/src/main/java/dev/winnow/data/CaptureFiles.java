package dev.winnow.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Captures in files, as bytes. */
public final class CaptureFiles {
  /** A file may hold at most so many bytes. */
  public static final int MOST_BYTES = 1 << 28;

  /** Java copies what it reads through memory of its own, as large as what it was asked for. */
  private static final int PORTION = 1 << 16;

  private CaptureFiles() {}

  /**
   * All bytes of a file.
   *
   * @throws UnreadableCaptureException if it is not there, cannot be read or holds more than {@link
   *     #MOST_BYTES}
   */
  public static byte[] bytes(Path file) {
    String what = file.toString();
    if (!Files.isRegularFile(file)) {
      throw new UnreadableCaptureException(what, "there is no such file");
    }
    try {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw new UnreadableCaptureException(
            what, "it holds %d bytes, more than %d".formatted(size, MOST_BYTES));
      }
      return bytes(file, (int) size);
    } catch (IOException e) {
      throw new UnreadableCaptureException(what, "the file cannot be read", e);
    }
  }

  private static byte[] bytes(Path file, int size) throws IOException {
    byte[] bytes = new byte[size];
    int read = 0;
    try (InputStream in = Files.newInputStream(file)) {
      while (read < size) {
        int more = in.read(bytes, read, Math.min(PORTION, size - read));
        if (more < 0) {
          return Arrays.copyOf(bytes, read);
        }
        read += more;
      }
    }
    return bytes;
  }
}
