package dev.winnow.learn.engine;

import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.training.MiniBatches;
import dev.winnow.onnx.Network;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Python's PyTorch in a process of its own, which makes the same steps of the same network when it
 * is told to: {@code learn/src/test/python/torch_speed.py}. Closed by whoever opened it.
 */
final class TorchRival implements AutoCloseable {
  private static final Path SCRIPT = Path.of("learn/src/test/python/torch_speed.py");

  private final Path folder;
  private final Process process;
  private final BufferedReader answers;
  private final Writer orders;
  private final String version;

  private TorchRival(Path folder, Process process) throws IOException {
    this.folder = folder;
    this.process = process;
    this.answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    this.orders = process.outputWriter(StandardCharsets.US_ASCII);
    this.version = answer();
  }

  /**
   * Starts it from the root of the project.
   *
   * @param python an interpreter that knows torch
   * @param keeping whether freed memory is kept as this process was told to keep it
   */
  static TorchRival open(
      String python,
      boolean keeping,
      int threads,
      Network network,
      Mode mode,
      Batch batch,
      double rate)
      throws IOException {
    Path folder = Files.createTempDirectory("torch-rival");
    GraphDump.write(folder, network, mode, batch);
    String[] command = {
      python, SCRIPT.toString(), folder.toString(), Integer.toString(threads), Double.toString(rate)
    };
    ProcessBuilder process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    if (!keeping) {
      process.environment().keySet().removeIf(name -> name.startsWith("MALLOC_"));
    }
    return new TorchRival(folder, process.start());
  }

  /** What so many steps took, in seconds, and the loss before each. */
  record MiniBatches(double seconds, List<Float> losses) {}

  String version() {
    return version;
  }

  MiniBatches steps(int count) throws IOException {
    orders.write(count + "\n");
    orders.flush();
    double[] numbers =
        Arrays.stream(answer().split(" ")).mapToDouble(Double::parseDouble).toArray();
    return new MiniBatches(
        numbers[0], Arrays.stream(numbers).skip(1).mapToObj(loss -> (float) loss).toList());
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException(SCRIPT + " ended without an answer; see what it said above");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
