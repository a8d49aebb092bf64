package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.edge.source.Source;
import dev.winnow.noise.ChannelCapacity;
import dev.winnow.noise.UnusableNoiseKeyException;
import dev.winnow.onnx.NondeterministicNetworkException;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A node whose package names a mechanism: what arrives at the server. */
class RandomizedNodeTest {
  private static final EdgeOptions ONE_BY_ONE =
      EdgeOptions.withDefaults().with(new Batching(1, 1, 1));
  private static final Mechanism PERMANENT = Tiny.gaussian(0.1, 0);
  private static final Mechanism FRESH = Tiny.gaussian(0, 0.1);

  private final StubServer server = new StubServer();
  private final List<Prediction> answers = new ArrayList<>();

  @TempDir private Path folder;
  @TempDir private Path home;

  @BeforeEach
  void paint() throws IOException {
    Images.paint(folder.resolve("a.png"), Color.RED, Color.RED);
    Images.paint(folder.resolve("b.png"), Color.BLUE, Color.BLUE);
    server.answerZeros();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Path key() {
    return home.resolve("noise.key");
  }

  private Summary run(ExtractorPackage extractor, EdgeOptions options) {
    server.asked.clear();
    try (EdgeNode node =
        EdgeNode.open(extractor, Admission.uncertified(), server.address(), options, key())) {
      return node.run(new Source.Folder(folder).open(node.modality()), answers::add, Progress.NONE);
    }
  }

  /** What the server gets to see of both images. */
  private List<float[]> sent(ExtractorPackage extractor) {
    run(extractor, ONE_BY_ONE);
    return rows();
  }

  private List<float[]> rows() {
    List<float[]> rows = new ArrayList<>();
    server.asked.forEach(
        request -> {
          Tensor tensor = request.inputs().get(0).tensor();
          for (int row = 0; row < tensor.shape().dim(0); row++) {
            rows.add(tensor.rows(row, row + 1).toArray());
          }
        });
    return rows;
  }

  @Test
  void run_permanentLayer_sendsTheSameAfterARestart() {
    List<float[]> first = sent(Tiny.randomised(PERMANENT));
    List<float[]> second = sent(Tiny.randomised(PERMANENT));

    assertArrayEquals(first.get(0), second.get(0));
    assertArrayEquals(first.get(1), second.get(1));
    // σ is 0.1, and the noise of Box and Muller never exceeds 8.6 σ.
    assertArrayEquals(new float[] {1, 0, 0}, first.get(0), 0.861f);
    assertFalse(first.get(0)[0] == 1 && first.get(0)[1] == 0, "the noise is not nothing");
  }

  @Test
  void run_permanentLayerOfAnotherNode_differs() throws IOException {
    float[] first = sent(Tiny.randomised(PERMANENT)).get(0);
    Files.delete(key());

    assertFalse(Arrays.equals(first, sent(Tiny.randomised(PERMANENT)).get(0)));
  }

  @Test
  void run_freshLayer_sendsAnotherFeatureEachTime() {
    float[] first = sent(Tiny.randomised(FRESH)).get(0);

    assertFalse(Arrays.equals(first, sent(Tiny.randomised(FRESH)).get(0)));
  }

  @Test
  void run_noMechanism_needsNoKey() {
    assertArrayEquals(new float[] {1, 0, 0}, sent(Tiny.extractor()).get(0));
    assertFalse(Files.exists(key()));
  }

  @Test
  void run_response_sendsNothingButLevels() {
    for (float[] row : sent(Tiny.randomised(Tiny.response(0.1, 0.1)))) {
      for (float value : row) {
        assertTrue(value == 0 || value == 1, () -> String.valueOf(value));
      }
    }
  }

  static Stream<byte[]> failing() {
    return Stream.of(Tiny.unsound(), Tiny.breaking());
  }

  /** A network that fails on an image must not be able to say so to the cloud. */
  @ParameterizedTest
  @MethodSource("failing")
  void run_networkFails_sendsALevelAllTheSameAndSkipsTheAnswer(byte[] network) {
    Summary summary =
        run(Tiny.randomised(network, Tiny.response(0.1, 0.1)), EdgeOptions.withDefaults());

    assertEquals(0, summary.answers());
    assertEquals(
        List.of("a.png", "b.png"),
        summary.skipped().first().stream().map(Summary.Skipped::path).toList());
    List<float[]> rows = rows();
    assertEquals(2, rows.size());
    for (float[] row : rows) {
      assertTrue(row[0] == 0 || row[0] == 1, () -> Arrays.toString(row));
    }
  }

  @Test
  void open_keyUnusable_asksNobody() throws IOException {
    Files.writeString(key(), "short", StandardCharsets.US_ASCII);
    if (key().getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("rw-------"));
    }

    assertThrows(UnusableNoiseKeyException.class, () -> sent(Tiny.randomised(PERMANENT)));
    assertTrue(server.paths.isEmpty());
    assertEquals("short", Files.readString(key()));
  }

  /** A permanent draw around a feature that is drawn anew is new too. */
  @Test
  void open_extractorDraws_isRefusedBeforeAnythingIsAskedOrMade() {
    ExtractorPackage jittering = Tiny.randomised(Tiny.jittering(), PERMANENT);

    var e = assertThrows(NondeterministicNetworkException.class, () -> sent(jittering));

    assertTrue(
        String.valueOf(e.getMessage()).contains("node drawn (RandomUniformLike)"), e::toString);
    assertTrue(server.paths.isEmpty());
    assertFalse(Files.exists(key()));
  }

  @Test
  void run_budgetForFewerCaptures_answersTheFirstAndStopsUntilTomorrow() throws IOException {
    Images.paintMany(folder, 20);
    Mechanism response = Tiny.response(0.1, 0.1);
    double enough = 7.5 * ChannelCapacity.of(response).first();
    EdgeOptions limited = EdgeOptions.withDefaults().withBudget(enough);
    ExtractorPackage randomised = Tiny.randomised(response);

    var spent = assertThrows(SpentBudgetException.class, () -> run(randomised, limited));

    assertTrue(spent.getMessage().contains("--budget"), spent.getMessage());
    assertEquals(7, rows().size());
    assertEquals(
        List.of("000.png", "001.png", "002.png", "003.png", "004.png", "005.png", "006.png"),
        answers.stream().map(answer -> answer.capture().source()).toList());
    assertThrows(SpentBudgetException.class, () -> run(randomised, limited));
    assertEquals(0, rows().size(), "a restart finds what was spent");
  }

  @Test
  void open_budgetWithoutAMechanism_isRefusedBeforeAnythingIsAsked() {
    EdgeOptions limited = EdgeOptions.withDefaults().withBudget(10);

    assertThrows(MalformedOptionException.class, () -> run(Tiny.extractor(), limited));
    assertTrue(server.paths.isEmpty());
  }
}
