package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Noise.Mode;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.NondeterministicNetworkException;
import dev.winnow.wire.NamedTensor;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node whose package demands noise: what arrives at the server. */
class NoisyNodeTest {
  private static final Settings ONE_BY_ONE = Settings.withDefaults().withBatches(1, 1);

  private final StubServer server = new StubServer();

  @TempDir private Path folder;
  @TempDir private Path home;

  @BeforeEach
  void paint() throws IOException {
    Pictures.paint(folder.resolve("a.png"), Color.RED, Color.RED);
    Pictures.paint(folder.resolve("b.png"), Color.BLUE, Color.BLUE);
    // The server's usual answer is the feature's shares, which are no probabilities with noise.
    Tensor answer = Tensor.of(Shape.of(1, 3), 1, 0, 0);
    server.usual = StubServer.answering(new NamedTensor("probabilities", answer));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Path key() {
    return home.resolve("noise.key");
  }

  /** What the server gets to see of both pictures. */
  private List<float[]> sent(ExtractorPackage extractor) {
    server.asked.clear();
    try (EdgeNode node =
        EdgeNode.open(extractor, Admission.uncertified(), server.address(), ONE_BY_ONE, key())) {
      node.run(new Source.Folder(folder), answer -> {}, Progress.NONE);
    }
    List<float[]> sent = new ArrayList<>();
    server.asked.forEach(request -> sent.add(request.inputs().get(0).tensor().toArray()));
    return sent;
  }

  @Test
  void run_permanentNoise_sendsTheDisguisedFeature() {
    ExtractorPackage noisy = Tiny.noisy(Mode.PERMANENT);
    List<float[]> sent = sent(noisy);

    Tensor features = Tensor.of(Shape.of(2, 3), 1, 0, 0, 0, 0, 1);
    Disguise.of(noisy.manifest(), () -> Secret.open(key())).orElseThrow().apply(features);
    assertArrayEquals(features.rows(0, 1).toArray(), sent.get(0));
    assertArrayEquals(features.rows(1, 2).toArray(), sent.get(1));
    assertFalse(sent.get(0)[0] == 1 && sent.get(0)[1] == 0, "the noise is not nothing");
  }

  @Test
  void run_permanentNoiseAfterARestart_sendsTheSame() {
    List<float[]> first = sent(Tiny.noisy(Mode.PERMANENT));
    List<float[]> second = sent(Tiny.noisy(Mode.PERMANENT));

    assertArrayEquals(first.get(0), second.get(0));
    assertArrayEquals(first.get(1), second.get(1));
  }

  @Test
  void run_permanentNoiseOfAnotherNode_differs() throws IOException {
    float[] first = sent(Tiny.noisy(Mode.PERMANENT)).get(0);
    Files.delete(key());

    assertFalse(java.util.Arrays.equals(first, sent(Tiny.noisy(Mode.PERMANENT)).get(0)));
  }

  @Test
  void run_freshNoise_sendsAnotherFeatureEachTimeAndNeedsNoSecret() {
    float[] first = sent(Tiny.noisy(Mode.FRESH)).get(0);
    float[] second = sent(Tiny.noisy(Mode.FRESH)).get(0);

    assertFalse(java.util.Arrays.equals(first, second));
    // σ is 0.1, and the noise of Box and Muller never exceeds 8.6 σ.
    assertArrayEquals(new float[] {1, 0, 0}, first, 0.861f);
    assertFalse(Files.exists(key()));
  }

  @Test
  void run_noNoise_needsNoSecret() {
    assertArrayEquals(new float[] {1, 0, 0}, sent(Tiny.extractor()).get(0));
    assertFalse(Files.exists(key()));
  }

  @ParameterizedTest
  @EnumSource
  void run_featureIsNoNumber_isNotSent(Mode mode) {
    ExtractorPackage unsound = Tiny.noisy(Tiny.unsound(), mode);

    assertThrows(UnsoundFeatureException.class, () -> sent(unsound));
    assertTrue(server.asked.isEmpty());
  }

  @Test
  void open_secretUnusable_asksNobody() throws IOException {
    Files.writeString(key(), "short", StandardCharsets.US_ASCII);
    if (key().getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(
          key(), java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    }

    assertThrows(UnusableSecretException.class, () -> sent(Tiny.noisy(Mode.PERMANENT)));
    assertTrue(server.paths.isEmpty());
    assertEquals("short", Files.readString(key()));
  }

  /** Permanent noise around a feature that is drawn anew is new too. */
  @ParameterizedTest
  @EnumSource
  void open_extractorDraws_isRefusedBeforeAnythingIsAskedOrMade(Mode mode) {
    ExtractorPackage jittering = Tiny.noisy(Tiny.jittering(), mode);

    var e = assertThrows(NondeterministicNetworkException.class, () -> sent(jittering));

    assertTrue(e.getMessage().contains("node drawn (RandomUniformLike)"), e.getMessage());
    assertTrue(server.paths.isEmpty());
    assertFalse(Files.exists(key()));
  }
}
