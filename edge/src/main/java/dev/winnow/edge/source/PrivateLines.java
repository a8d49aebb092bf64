package dev.winnow.edge.source;

import dev.winnow.core.files.PrivateFiles;
import dev.winnow.edge.MalformedOptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The lines of a file of secrets. */
final class PrivateLines {
  private PrivateLines() {}

  /**
   * Reads the file.
   *
   * @param secrets that it holds, for people
   * @param unreadable what is said if it cannot be read
   * @throws MalformedOptionException if it cannot be read, or others than its owner may use it
   */
  static List<String> read(Path file, String secrets, String unreadable) {
    try {
      Optional<String> violation = PrivateFiles.violation(file);
      if (violation.isPresent()) {
        throw new MalformedOptionException(
            "others than its owner may use the %s in %s (%s); run chmod 600 on it"
                .formatted(secrets, file, violation.get()));
      }
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new MalformedOptionException(unreadable);
    }
  }
}
