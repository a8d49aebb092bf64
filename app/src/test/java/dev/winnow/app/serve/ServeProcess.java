package dev.winnow.app.serve;

import dev.winnow.app.Winnow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** {@code winnow serve} as a process of its own, with what it says on standard error. */
record ServeProcess(Process process, int port, Queue<String> log, Thread reader)
    implements AutoCloseable {

  /**
   * Starts it and waits until it says where.
   *
   * @param shell the command that runs the rest, such as {@code nice}; may be empty
   */
  static ServeProcess start(List<String> shell, Path repository, String... options)
      throws IOException {
    List<String> command = new ArrayList<>(shell);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Winnow.class.getName(),
            "serve",
            repository.toString(),
            "--port",
            "0"));
    Stream.of(options).forEach(command::add);
    // ONNX Runtime 1.29 ends the process where its command line has 4,000 bytes or more.
    Process process = new ProcessBuilder(shortened(command)).start();
    Queue<String> log = new ConcurrentLinkedQueue<>();
    Thread reader = new Thread(() -> process.errorReader().lines().forEach(log::add));
    reader.setDaemon(true);
    reader.start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null) {
      throw new IOException("winnow serve ended: " + log);
    }
    int port = URI.create(line.replaceFirst(".* at (https?://\\S+) .*", "$1")).getPort();
    return new ServeProcess(process, port, log, reader);
  }

  /** Sends it SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Waits until it has ended and said all, and gives its exit code. */
  int ended() throws InterruptedException {
    int code = process.waitFor();
    reader.join();
    return code;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static List<String> shortened(List<String> command) {
    int at = command.indexOf("-cp");
    try {
      Path file = Files.createTempFile("classpath", ".txt");
      file.toFile().deleteOnExit();
      Files.writeString(file, "-cp \"" + command.get(at + 1) + "\"\n");
      List<String> shortened = new ArrayList<>(command);
      shortened.set(at, "@" + file);
      shortened.remove(at + 1);
      return shortened;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
