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
import java.util.stream.Collectors;

/** {@code winnow edge} in a process of its own, on {@link Tiny}. */
final class EdgeProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final StringBuilder said = new StringBuilder();
  private final Thread listening = new Thread(this::listen);

  private EdgeProcess(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    listening.setDaemon(true);
    listening.start();
  }

  /**
   * Starts it.
   *
   * @param home where its package, its key and temporary files are put
   */
  static EdgeProcess start(Path home, StubServer server, String... options) throws IOException {
    Path extractor = home.resolve("tiny.extractor");
    Tiny.extractor().write(extractor);
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path temporary = Files.createDirectories(home.resolve("tmp"));
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                EdgeCommand.class.getName(),
                extractor.toString(),
                "--uncertified",
                "--analyzer=" + server.address(),
                "--secret=" + home.resolve("noise.key"),
                "--send-within=1ms"));
    words.addAll(List.of(options));
    ProcessBuilder program = new ProcessBuilder(words);
    program.environment().put("WINNOW_TRACE", "1");
    // In a command line of more than 4 kB ONNX Runtime 1.29 recurses until its stack ends.
    program.environment().put("CLASSPATH", classes);
    return new EdgeProcess(program.start());
  }

  private void listen() {
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (said) {
          said.append(line).append('\n');
          said.notifyAll();
        }
      }
    } catch (IOException e) {
      // It has gone.
    }
  }

  /** Waits until it has said something, and returns what follows on that line. */
  String heard(String beginning) throws InterruptedException {
    synchronized (said) {
      while (!said.toString().contains(beginning) || !said.toString().endsWith("\n")) {
        said.wait();
      }
      int from = said.indexOf(beginning) + beginning.length();
      return said.substring(from, said.indexOf("\n", from));
    }
  }

  /** The next line of its answers; waits for it. */
  String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("no further answer came: " + said());
    }
    return line;
  }

  /** The answers that nobody has read yet, of a process that has ended. */
  String rest() {
    return answers.lines().collect(Collectors.joining("\n"));
  }

  OutputStream input() {
    return process.getOutputStream();
  }

  /** What it said beside its answers so far. */
  String said() {
    synchronized (said) {
      return said.toString();
    }
  }

  /** Sends it SIGTERM, and waits for its exit code. */
  int terminate() throws InterruptedException {
    process.toHandle().destroy(); // Unlike Process.destroy it leaves the pipes open.
    return await();
  }

  /** Waits for its exit code. */
  int await() throws InterruptedException {
    listening.join();
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
