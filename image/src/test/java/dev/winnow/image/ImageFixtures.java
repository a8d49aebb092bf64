package dev.winnow.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.data.CsvTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code src/test/python/fixtures.py} wrote. */
final class ImageFixtures {
  private ImageFixtures() {}

  static byte[] bytes(String name) {
    try (InputStream in = ImageFixtures.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no fixture " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CsvTable table(String name) {
    return CsvTable.parse(name, bytes(name));
  }

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
