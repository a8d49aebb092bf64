package dev.winnow.app;

import dev.winnow.core.Progress;
import dev.winnow.portraits.Portraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Painted people of whom fewer portraits are listed than there are, for quick audits. */
final class PortraitShots {
  private PortraitShots() {}

  /** Paints people into a folder and lists the first shots of each. */
  static Path write(Path folder, int people, int shots) throws IOException {
    Portraits.withSeed(1).write(folder, people, Progress.NONE);
    Path list = folder.resolve("samples.csv");
    List<String> listed =
        Files.readAllLines(list).stream()
            .filter(line -> line.startsWith("path,") || shot(line) < shots)
            .toList();
    Files.write(list, listed);
    return folder;
  }

  /** Of a line that begins as {@code p07/11.png}. */
  private static int shot(String line) {
    return Integer.parseInt(line.substring(line.indexOf('/') + 1, line.indexOf(".png")));
  }
}
