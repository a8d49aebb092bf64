package dev.winnow.edge;

import dev.winnow.edge.command.EdgeCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code winnow edge} in a process of its own, on {@link Tiny}. */
final class EdgeProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final Path said;

  private EdgeProcess(Process process, Path said) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.said = said;
  }

  /**
   * Starts it.
   *
   * @param home where its package, its key and what it says are put
   */
  static EdgeProcess start(Path home, StubServer server, String... options) throws IOException {
    Path extractor = home.resolve("tiny.extractor");
    Tiny.extractor().write(extractor);
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes,
                EdgeCommand.class.getName(),
                extractor.toString(),
                "--uncertified",
                "--analyzer=" + server.address(),
                "--secret=" + home.resolve("noise.key"),
                "--send-within=1ms"));
    words.addAll(List.of(options));
    Path said = home.resolve("said.txt");
    return new EdgeProcess(new ProcessBuilder(words).redirectError(said.toFile()).start(), said);
  }

  /** The next line of its answers; waits for it. */
  String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("no further answer came: " + said());
    }
    return line;
  }

  OutputStream input() {
    return process.getOutputStream();
  }

  /** What it said beside its answers so far. */
  String said() throws IOException {
    return Files.readString(said);
  }

  /** Sends it SIGTERM, and waits for its exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  /** Waits for its exit code. */
  int await() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
