package dev.winnow.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Captures in files, as bytes. */
public final class CaptureFiles {
  /** A file may hold at most so many bytes. */
  public static final int MOST_BYTES = 1 << 28;

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
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UnreadableCaptureException(what, "the file cannot be read", e);
    }
  }
}
