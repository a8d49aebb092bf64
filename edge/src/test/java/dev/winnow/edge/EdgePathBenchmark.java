package dev.winnow.edge;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.image.ImagePreprocessor;
import dev.winnow.noise.NoiseKey;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.SplitNetwork;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * What the edge path, from the prepared tensor to the bytes on the wire, costs over the bare ONNX
 * Runtime call of the same extractor: a network cut near its middle, one thread. The two take turns
 * in one process, so that whatever else the machine does meets both alike, and medians are
 * compared. Run it with
 *
 * <pre>{@code
 * mvn -q -DskipTests package
 * java -cp 'edge/target/test-classes:edge/target/classes:edge/target/lib/*' \
 *   dev.winnow.edge.EdgePathBenchmark face-gender.onnx
 * }</pre>
 */
public final class EdgePathBenchmark {
  /** After so many rounds Java's compiler has done its work, as it has in a node that serves. */
  private static final int WARM_UP = 2_000;

  private static final int ROUNDS = 500;
  private static final int PIXELS = 250;

  private EdgePathBenchmark() {}

  /** A step that is measured. */
  private interface Stage {
    void run() throws OrtException, IOException;
  }

  /**
   * Measures and prints.
   *
   * @param args the network, which must have a card with its preprocessing
   */
  public static void main(String[] args) throws OrtException, IOException {
    Network network = Network.read(Path.of(args[0]));
    Cut cut = middle(network);
    System.out.printf(
        "%s cut at %s, %s, %.0f %% of its multiply-accumulates on the edge; one thread,"
            + " medians of %,d%n",
        args[0],
        cut.tensor(),
        cut.shape(),
        100.0 * cut.extractor().macs() / network.cost().macs(),
        ROUNDS);
    SplitNetwork parts = network.split(cut);
    ModelCard card = network.card();
    captureStages(card.preprocessing().orElseThrow().asImage("this benchmark"));
    for (int rows : new int[] {1, 8}) {
      edgePath(parts, cut, card, rows);
    }
  }

  private static void captureStages(ImageSpec preprocessing) throws OrtException, IOException {
    byte[] jpeg = jpeg();
    ImagePreprocessor preprocessor = ImagePreprocessor.of(preprocessing);
    Tensor prepared = Tensor.allocate(preprocessing.shape().batch(1));
    var image = dev.winnow.image.ImageDecoder.decode("image", jpeg);
    double[] micros =
        medians(
            () -> dev.winnow.image.ImageDecoder.decode("image", jpeg),
            () -> preprocessor.prepare(image, prepared));
    System.out.printf("decode a JPEG of %d×%d   %8.0f µs%n", PIXELS, PIXELS, micros[0]);
    System.out.printf("prepare it               %8.0f µs%n", micros[1]);
  }

  private static void edgePath(SplitNetwork parts, Cut cut, ModelCard card, int rows)
      throws OrtException, IOException {
    ExtractorPackage opened = CutPackage.of(parts, cut, card);
    byte[] network = opened.network();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Tensor batch = noise(parts.extractor().inputs().get(0).shape().batch(rows));
    ByteBuffer wire = ByteBuffer.allocateDirect(rows * cut.shape().size() * Float.BYTES + 1_000);
    try (Extractor extractor = Extractor.open(opened, 1, NoiseKey.defaultFile());
        OrtSession.SessionOptions options = CutPackage.singleThread();
        OrtSession bare = environment.createSession(network, options);
        OnnxTensor input =
            OnnxTensor.createTensor(environment, batch.buffer(), batch.shape().toLongs())) {
      Map<String, OnnxTensor> inputs = Map.of(opened.manifest().network().input(), input);
      Extractor.Features room = extractor.room(rows);
      double[] micros =
          medians(
              () -> bare.run(inputs).close(),
              () -> extractor.extract(batch, CutPackage.ids(room.rows()), room, 0),
              () -> {
                wire.clear();
                extractor.extract(batch, CutPackage.ids(room.rows()), room, 0);
                Client.encode(opened.manifest(), room, true).parts().forEach(wire::put);
              });
      System.out.printf("%d row%s%n", rows, rows == 1 ? "" : "s in a request");
      System.out.printf("  bare ONNX Runtime call %8.0f µs%n", micros[0]);
      System.out.printf("  extract                %8.0f µs%n", micros[1]);
      System.out.printf(
          "  extract to the wire    %8.0f µs, %,d bytes%n", micros[2], wire.position());
      System.out.printf("  edge path / bare call  %8.2f×%n", micros[2] / micros[0]);
    }
  }

  /** The stages take turns; their medians in microseconds. */
  private static double[] medians(Stage... stages) throws OrtException, IOException {
    long[][] nanos = new long[stages.length][ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (int stage = 0; stage < stages.length; stage++) {
        long start = System.nanoTime();
        stages[stage].run();
        long took = System.nanoTime() - start;
        if (round >= 0) {
          nanos[stage][round] = took;
        }
      }
    }
    Arrays.stream(nanos).forEach(Arrays::sort);
    return Arrays.stream(nanos).mapToDouble(sorted -> sorted[ROUNDS / 2] / 1e3).toArray();
  }

  /** The cut that parts the network's multiply-accumulates most evenly. */
  private static Cut middle(Network network) {
    long half = network.cost().macs() / 2;
    return network.cuts().stream()
        .min(Comparator.comparingLong(cut -> Math.abs(cut.extractor().macs() - half)))
        .orElseThrow();
  }

  private static Tensor noise(Shape shape) {
    Tensor tensor = Tensor.allocate(shape);
    IntStream.range(0, shape.size()).forEach(i -> tensor.buffer().put(i, (float) Math.sin(i)));
    return tensor;
  }

  /** As large as an image of LFW, and as busy. */
  private static byte[] jpeg() throws IOException {
    var image = new BufferedImage(PIXELS, PIXELS, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < PIXELS; y++) {
      for (int x = 0; x < PIXELS; x++) {
        int grey = (int) (127 + 60 * Math.sin(x / 9.0) + 60 * Math.cos(y * x / 2_000.0));
        image.setRGB(x, y, grey << 16 | grey << 8 | (grey / 2));
      }
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return bytes.toByteArray();
  }
}
