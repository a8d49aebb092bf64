package dev.winnow.edge;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.winnow.core.AudioSpec;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Tensor;
import dev.winnow.data.BatchLoader;
import dev.winnow.data.BrokenLimit;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.Modality;
import dev.winnow.data.SlidingWindows;
import dev.winnow.modalities.Modalities;
import dev.winnow.noise.NoiseKey;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * How much faster than a microphone the edge path is on one core, from a file of sound in sliding
 * windows to the bytes on the wire; what memory that takes; and what it costs over the bare ONNX
 * Runtime calls on the same windows, with which it takes turns. Run it on Linux with
 *
 * <pre>{@code
 * mvn -q -Dquick -DskipTests package
 * taskset -c 0 java -XX:ActiveProcessorCount=1 -XX:+UseSerialGC -Xmx64m \
 *   -cp 'edge/target/test-classes:edge/target/classes:edge/target/lib/*' \
 *   dev.winnow.edge.SoundStreamBenchmark speech-embedding.onnx windows 0.5
 * }</pre>
 */
public final class SoundStreamBenchmark {
  private static final int STREAM_SECONDS = 600;
  private static final int ROUND_SECONDS = 60;
  private static final int ROUNDS = 11;
  private static final int ROWS = 8;
  private static final String SOUND = "a.wav";

  private final AudioSpec spec;
  private final InputPreprocessor preprocessor;
  private final Modality modality;
  private final ExtractorPackage opened;
  private final double hop;

  private SoundStreamBenchmark(ExtractorPackage opened, double hop) {
    this.opened = opened;
    this.spec = (AudioSpec) opened.manifest().preprocessing();
    this.modality = Modalities.of(spec.modality());
    this.preprocessor = modality.preprocessor(spec);
    this.hop = hop;
  }

  /**
   * Measures and prints.
   *
   * @param args the network, which must have a card with its preprocessing; the cut; and how many
   *     seconds lie between the starts of two windows
   */
  public static void main(String[] args) throws OrtException, IOException {
    var benchmark = new SoundStreamBenchmark(cut(args), Double.parseDouble(args[2]));
    System.out.printf(
        "%s cut at %s, windows of %s s every %s s, %d processor(s)%n",
        args[0],
        args[1],
        benchmark.spec.seconds(),
        args[2],
        Runtime.getRuntime().availableProcessors());
    Path folder = Files.createTempDirectory("sound");
    Path stream = Files.createDirectory(folder.resolve("stream"));
    Path round = Files.createDirectory(folder.resolve("round"));
    try (Extractor extractor = Extractor.open(benchmark.opened, 1, NoiseKey.defaultFile())) {
      benchmark.write(stream.resolve(SOUND), STREAM_SECONDS);
      benchmark.write(round.resolve(SOUND), ROUND_SECONDS);
      benchmark.stream(extractor, stream);
      benchmark.takeTurns(extractor, round);
    } finally {
      for (Path of : List.of(stream, round)) {
        Files.deleteIfExists(of.resolve(SOUND));
        Files.deleteIfExists(of);
      }
      Files.deleteIfExists(folder);
    }
  }

  /** The network itself is garbage from here on, as in a node, which never had it. */
  private static ExtractorPackage cut(String... args) {
    Network network = Network.read(Path.of(args[0]));
    Cut cut = network.cut(args[1]);
    return CutPackage.of(network.split(cut), cut, network.card());
  }

  private void stream(Extractor extractor, Path folder) throws IOException {
    long nanos = edgePath(extractor, folder);
    System.out.printf(
        "%d s of sound in %.2f s      %6.0f times real time%n",
        STREAM_SECONDS, nanos / 1e9, STREAM_SECONDS / (nanos / 1e9));
    System.out.printf("peak of resident memory   %6d MB%n", peakMemory());
  }

  private void takeTurns(Extractor extractor, Path folder) throws OrtException {
    List<Tensor> windows = windows(folder);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] path = new long[ROUNDS];
    long[] bare = new long[ROUNDS];
    try (OrtSession.SessionOptions options = CutPackage.singleThread();
        OrtSession session = environment.createSession(opened.network(), options)) {
      for (int round = -1; round < ROUNDS; round++) {
        long edge = edgePath(extractor, folder);
        long calls = bareCalls(environment, session, windows);
        if (round >= 0) {
          path[round] = edge;
          bare[round] = calls;
        }
      }
    }
    System.out.printf(
        "edge path / bare ONNX Runtime calls %.3f, %.2f ms a window against %.2f (medians of %d)%n",
        median(path) / median(bare),
        median(path) / 1e6 / windows.size(),
        median(bare) / 1e6 / windows.size(),
        ROUNDS);
  }

  /** All that a node does but to send. */
  private long edgePath(Extractor extractor, Path folder) {
    long start = System.nanoTime();
    ByteBuffer wire =
        ByteBuffer.allocateDirect(ROWS * opened.manifest().network().feature().bytes() + 1_000);
    try (BatchLoader batches = batches(folder)) {
      while (batches.hasNext()) {
        Tensor inputs = batches.next().inputs();
        Extractor.Features room = extractor.room(inputs.shape().dim(0));
        extractor.extract(inputs, CutPackage.ids(room.rows()), room, 0);
        wire.clear();
        Client.encode(opened.manifest(), room, true).parts().forEach(wire::put);
      }
    }
    return System.nanoTime() - start;
  }

  private long bareCalls(OrtEnvironment environment, OrtSession session, List<Tensor> windows)
      throws OrtException {
    String input = opened.manifest().network().input();
    long start = System.nanoTime();
    for (Tensor window : windows) {
      try (OnnxTensor given =
          OnnxTensor.createTensor(environment, window.buffer(), window.shape().toLongs())) {
        session.run(Map.of(input, given)).close();
      }
    }
    return System.nanoTime() - start;
  }

  private List<Tensor> windows(Path folder) {
    List<Tensor> windows = new ArrayList<>();
    try (BatchLoader batches = batches(folder)) {
      while (batches.hasNext()) {
        Tensor inputs = batches.next().inputs();
        for (int row = 0; row < inputs.shape().dim(0); row++) {
          windows.add(inputs.gathered(row));
        }
      }
    }
    return windows;
  }

  private BatchLoader batches(Path folder) {
    CaptureStream captures = CaptureStream.ofFolder(folder, modality);
    return BatchLoader.of(
        SlidingWindows.of(captures, preprocessor, hop), preprocessor, BrokenLimit.NONE, ROWS, 1);
  }

  /** A buzz whose pitch and loudness move as those of a voice do, 16 bits, one channel. */
  private void write(Path file, int seconds) throws IOException {
    int samples = seconds * spec.rate();
    byte[] bytes = new byte[2 * samples];
    double phase = 0;
    for (int i = 0; i < samples; i++) {
      double time = (double) i / spec.rate();
      phase += (150 + 40 * Math.sin(2 * time)) / spec.rate();
      double loud = 6_000 * (1 + Math.sin(9 * time));
      ByteBuffer.wrap(bytes)
          .putShort(2 * i, (short) (loud * (2 * (phase - Math.floor(phase)) - 1)));
    }
    var format = new AudioFormat(spec.rate(), 16, 1, true, true);
    try (var sound = new AudioInputStream(new ByteArrayInputStream(bytes), format, samples)) {
      AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file.toFile());
    }
  }

  private static double median(long... values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Of this process since it began, as Linux counts it. */
  private static long peakMemory() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0)
        / 1_000;
  }
}
