package dev.winnow.audio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * SoX, which writes and resamples files of sound; tests that ask it are skipped where it is
 * missing.
 *
 * @param folder takes what it writes
 */
record Sox(Path folder) {
  /** What it writes to its output, which is a pipe. */
  byte[] piped(String... words) {
    try {
      Path out = Files.createTempFile(folder, "piped", ".out");
      List<String> command = new ArrayList<>(List.of("sox", "-V1", "-D"));
      command.addAll(List.of(words));
      // A shell's pipe, so that SoX cannot come back and mend the header.
      Process process = new ProcessBuilder(shell(command, out)).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS) || said.contains("not found")) {
        return abort("sox is not installed");
      }
      assertEquals("", said);
      return Files.readAllBytes(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> shell(List<String> command, Path out) {
    List<String> shell = new ArrayList<>(List.of("sh", "-c", "\"$@\" | cat > '" + out + "'", "sh"));
    shell.addAll(command);
    return shell;
  }

  /** A file of its own format, whose header it has finished. */
  byte[] written(String name, String... words) {
    Path file = folder.resolve(name);
    List<String> all = new ArrayList<>(List.of(words));
    int place = all.indexOf("OUT");
    all.set(place, file.toString());
    piped(all.toArray(String[]::new));
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
