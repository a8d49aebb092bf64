package dev.winnow.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files made for a test. */
final class Fixtures {
  private Fixtures() {}

  static Path write(Path file, String... lines) {
    return write(file, String.join("\n", List.of(lines)).concat("\n").getBytes(UTF_8));
  }

  static Path write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
