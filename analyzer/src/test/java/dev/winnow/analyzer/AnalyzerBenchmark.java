package dev.winnow.analyzer;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.Message;
import dev.winnow.wire.NamedTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What serving costs: rows per second of an analyzer behind REST with binary tensors, one-row
 * requests, 32 in flight, the client on the same machine, against the same session called without a
 * server in between. CONTRIBUTING.md has the command; the arguments are an ONNX file and, if not
 * the one nearest to half of the multiply-accumulates, a cut.
 */
final class AnalyzerBenchmark {
  private static final int IN_FLIGHT = 32;
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 5;
  private static final long NANOS = 2_000_000_000L;

  private final Session session;
  private final Tensor rows;
  private final int port;
  private final Message question;
  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();

  private AnalyzerBenchmark(Session session, int port) {
    this.session = session;
    Shape sample = session.inputs().get(0).shape();
    this.rows = Tensor.allocate(sample.batch(IN_FLIGHT));
    Random random = new Random(1);
    for (int i = 0; i < rows.shape().size(); i++) {
      rows.buffer().put(i, (float) random.nextGaussian());
    }
    this.port = port;
    this.question =
        InferenceRequest.of(
                new NamedTensor(session.inputs().get(0).name(), rows.rows(0, 1)),
                session.outputs().get(0).name())
            .encode();
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Network whole = Network.read(Path.of(arguments[0]));
    Cut cut = arguments.length > 1 ? whole.cut(arguments[1]) : middle(whole);
    Network analyzer = whole.split(cut).analyzer();
    int threads = Runtime.getRuntime().availableProcessors();
    Path folder = Files.createTempDirectory("winnow-benchmark");
    ModelRepository.write(folder, "model", "1", analyzer, Map.of());
    ServerOptions options = ServerOptions.onPort(0).withHost("127.0.0.1").withThreads(threads);
    System.out.printf(
        "%s cut at %s (%s, %d floats): %.0f %% of the multiply-accumulates behind it, %d threads%n",
        arguments[0],
        cut.tensor(),
        cut.shape(),
        cut.floats(),
        100.0 * cut.analyzer().macs() / whole.cost().macs(),
        threads);
    try (AnalyzerServer server = AnalyzerServer.start(ModelRepository.open(folder), options);
        Session session = Session.open(analyzer, threads)) {
      new AnalyzerBenchmark(session, server.port()).run();
    }
  }

  private static Cut middle(Network network) {
    long half = network.cost().macs() / 2;
    return network.cuts().stream()
        .min(Comparator.comparingLong(cut -> Math.abs(cut.analyzer().macs() - half)))
        .orElseThrow();
  }

  /** Takes turns, so that what else the machine does falls on all alike. */
  private void run() throws InterruptedException {
    double[] one = new double[ROUNDS];
    double[] batch = new double[ROUNDS];
    double[] served = new double[ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      latencies.clear();
      double oneNow = inProcess(1);
      double batchNow = inProcess(IN_FLIGHT);
      double servedNow = served();
      if (round >= 0) {
        one[round] = oneNow;
        batch[round] = batchNow;
        served[round] = servedNow;
        System.out.printf(
            "in process %.0f rows/s one by one, %.0f by %d; served %.0f, p50 %.1f ms, p99 %.1f ms%n",
            oneNow, batchNow, IN_FLIGHT, servedNow, percentile(0.5), percentile(0.99));
      }
    }
    System.out.printf(
        "median: served %.0f rows/s, %.0f %% of one by one, %.0f %% of batches of %d%n",
        median(served),
        100 * median(served) / median(one),
        100 * median(served) / median(batch),
        IN_FLIGHT);
  }

  private double inProcess(int rowsPerRun) {
    Tensor input = rows.rows(0, rowsPerRun);
    Tensor output = Tensor.allocate(session.outputs().get(0).shape().batch(rowsPerRun));
    long start = System.nanoTime();
    long runs = 0;
    while (System.nanoTime() - start < NANOS) {
      session.run(input, output);
      runs++;
    }
    return runs * rowsPerRun * 1e9 / (System.nanoTime() - start);
  }

  /** As many connections as requests in flight; each asks again when it has its answer. */
  private double served() throws InterruptedException {
    long start = System.nanoTime();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < IN_FLIGHT; i++) {
      Thread client = new Thread(() -> ask(start + NANOS));
      client.start();
      clients.add(client);
    }
    for (Thread client : clients) {
      client.join();
    }
    return latencies.size() * 1e9 / (System.nanoTime() - start);
  }

  private void ask(long until) {
    try (PlainClient client = new PlainClient(port, "/v2/models/model/infer", question)) {
      while (System.nanoTime() < until) {
        long asked = System.nanoTime();
        client.ask();
        latencies.add(System.nanoTime() - asked);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double percentile(double share) {
    List<Long> sorted = latencies.stream().sorted().toList();
    return sorted.get((int) (share * (sorted.size() - 1))) / 1e6;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
