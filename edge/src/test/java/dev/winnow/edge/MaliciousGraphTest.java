package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.edge.source.Source;
import dev.winnow.noise.ChannelCapacity;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.wire.NamedTensor;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever network a package holds, a node tells no more than its mechanism lets through: measured
 * on what arrives at the server.
 */
class MaliciousGraphTest {
  private static final int CAPTURES = 600;
  private static final int SECRETS = 8;

  private final StubServer server = new StubServer();
  private final Map<String, Integer> rowOf = new HashMap<>();

  @TempDir private Path folder;
  @TempDir private Path home;

  /** The first class's probability is the number of the row, by which an answer finds its row. */
  @BeforeEach
  void numberRows() {
    List<Integer> seen = new ArrayList<>();
    server.usual =
        (exchange, request) -> {
          int rows = request.inputs().get(0).tensor().shape().dim(0);
          Tensor numbers = Tensor.allocate(Shape.of(rows, 3));
          synchronized (seen) {
            for (int row = 0; row < rows; row++) {
              numbers.buffer().put(row * 3, seen.size() / (float) (2 * CAPTURES));
              seen.add(row);
            }
            StubServer.answering(new NamedTensor("probabilities", numbers)).to(exchange, request);
          }
        };
  }

  @AfterEach
  void close() {
    server.close();
  }

  /** What arrives of each image, by its number. */
  private List<float[]> arrived(ExtractorPackage extractor) {
    server.asked.clear();
    // One request at a time, so that rows are numbered in the order in which they are kept.
    EdgeOptions options = EdgeOptions.withDefaults().with(new Batching(50, 256, 1));
    rowOf.clear();
    try (EdgeNode node =
        EdgeNode.open(
            extractor, Admission.uncertified(), server.address(), options, home.resolve("key"))) {
      node.run(
          new Source.Folder(folder).open(node.modality()),
          answer ->
              rowOf.put(
                  answer.capture().source(),
                  Math.round(
                      ((Prediction.Choice) answer.answers().get(0)).probabilities().get(0)
                          * 2
                          * CAPTURES)),
          Progress.NONE);
    }
    List<float[]> rows = new ArrayList<>();
    server.asked.forEach(
        request -> {
          Tensor tensor = request.inputs().get(0).tensor();
          for (int row = 0; row < tensor.shape().dim(0); row++) {
            rows.add(tensor.rows(row, row + 1).toArray());
          }
        });
    return rowOf.keySet().stream()
        .sorted()
        .map(path -> rows.get(rowOf.getOrDefault(path, 0)))
        .toList();
  }

  /** Images whose three channels are dark or bright: a secret of three bits, and no two alike. */
  private void paint() throws IOException {
    for (int i = 0; i < CAPTURES; i++) {
      int secret = i % SECRETS;
      int shade = i / SECRETS;
      Color colour =
          new Color(
              shade + (secret & 1) * 150,
              shade + (secret >> 1 & 1) * 150,
              shade + (secret >> 2) * 150);
      Images.paint(folder.resolve("%04d.png".formatted(i)), colour);
    }
  }

  /**
   * Bits that rows tell of the secret, by counting; too large by about (8 − 1)(cells − 1) / (2 n ln
   * 2) (Miller 1955), and off by its standard error, below log₂ 8 / √n.
   */
  private static double told(List<String> cells) {
    Map<String, double[]> counts = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      counts.computeIfAbsent(cells.get(i), cell -> new double[SECRETS])[i % SECRETS]++;
    }
    double bits = 0;
    double n = cells.size();
    for (double[] own : counts.values()) {
      double cell = Arrays.stream(own).sum();
      for (double both : own) {
        bits += both == 0 ? 0 : both / n * Math.log(both * SECRETS / cell) / Math.log(2);
      }
    }
    double bias = (SECRETS - 1) * (counts.size() - 1) / (2 * n * Math.log(2));
    return bits - bias - 5 * Math.log(SECRETS) / Math.log(2) / Math.sqrt(n);
  }

  /** The channels made into 0 or 2⁴³, far beyond every bound, as a trigger's payload would be. */
  private static byte[] payload() {
    NetworkBuilder builder = NetworkBuilder.named("payload");
    String pooled = pooled(builder);
    String half = builder.constant("half", Tensor.of(Shape.of(), 0.45f));
    String large = builder.constant("large", Tensor.of(Shape.of(), 0x1p43f));
    String apart = builder.node("Sub", "apart", List.of(pooled, half), Attributes.none());
    String sent = builder.node("Mul", "means", List.of(apart, large), Attributes.none());
    return builder.output(sent).build().toBytes();
  }

  private static String pooled(NetworkBuilder builder) {
    String image = builder.input("image", Tiny.preprocessing().shape());
    return builder.flatten("pooled", builder.globalAveragePool("pool", image));
  }

  /** Constants that explode or cancel, and operators that make NaN and infinity of them. */
  private static byte[] anything(int seed) {
    Random random = new Random(seed);
    NetworkBuilder builder = NetworkBuilder.named("anything");
    String x = pooled(builder);
    List<String> single =
        List.of("Exp", "Log", "Sqrt", "Reciprocal", "Tanh", "Neg", "Sin", "Floor");
    List<String> pairs = List.of("Mul", "Add", "Sub", "Div", "Pow");
    for (int i = 0; i < 6; i++) {
      if (random.nextBoolean()) {
        String op = single.get(random.nextInt(single.size()));
        x = builder.node(op, "one" + i, List.of(x), Attributes.none());
      } else {
        float by = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(20) - 5));
        String number = builder.constant("number" + i, Tensor.of(Shape.of(), by));
        String op = pairs.get(random.nextInt(pairs.size()));
        x = builder.node(op, "two" + i, List.of(x, number), Attributes.none());
      }
    }
    String sent = builder.node("Identity", "means", List.of(x), Attributes.none());
    return builder.output(sent).build().toBytes();
  }

  private static List<String> exactly(List<float[]> rows) {
    return rows.stream().map(Arrays::toString).toList();
  }

  @Test
  void response_payloadBeyondItsBounds_tellsTheStatedBitsAndNoMore() throws IOException {
    paint();
    Mechanism weak = Tiny.response(0.05, 0.1);

    double told = told(exactly(arrived(Tiny.randomised(payload(), weak))));

    double stated = ChannelCapacity.of(weak).first();
    assertTrue(told <= stated, () -> told + " of " + stated);
    assertTrue(told > stated / 3, () -> "nothing arrived, so nothing was shown: " + told);
  }

  /** Noise in eighths of σ: finer cells tell more, but of so few captures nothing certain. */
  @Test
  void gaussian_payloadBeyondItsBounds_tellsTheStatedBitsAndNoMore() throws IOException {
    paint();
    Mechanism noise = Tiny.gaussian(0.6, 0.6);
    List<String> cells =
        arrived(Tiny.randomised(payload(), noise)).stream()
            .map(
                row ->
                    IntStream.range(0, 3)
                        .mapToObj(i -> row[i] > 0.5 ? "1" : "0")
                        .toList()
                        .toString())
            .toList();

    double told = told(cells);

    double stated = ChannelCapacity.of(noise).first();
    assertTrue(told <= stated, () -> told + " of " + stated);
  }

  /** The test of the test: without a mechanism the payload arrives whole. */
  @Test
  void told_nothingRandomised_isTheWholeSecret() throws IOException {
    paint();
    List<float[]> rows = arrived(Tiny.extractor(payload()));

    double told =
        told(rows.stream().map(r -> (r[0] > 0) + " " + (r[1] > 0) + " " + (r[2] > 0)).toList());

    assertEquals(3, told, 0.7);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void response_anyNetwork_sendsNothingButLevels(int seed) throws IOException {
    Images.paintMany(folder, 6);

    List<float[]> rows = arrived(Tiny.randomised(anything(seed), Tiny.response(0.1, 0.1)));

    for (float[] row : rows) {
      for (float value : row) {
        assertTrue(value == 0 || value == 1, () -> Arrays.toString(row));
      }
    }
    assertEquals(
        6, server.asked.stream().mapToInt(r -> r.inputs().get(0).tensor().shape().dim(0)).sum());
  }
}
