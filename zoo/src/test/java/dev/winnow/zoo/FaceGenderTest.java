package dev.winnow.zoo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Shape;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.TensorSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The network made of drawn weights; {@link PretrainedTest} has the real ones. */
class FaceGenderTest {
  @TempDir static Path folder;

  private static final SyntheticWeights WEIGHTS = SyntheticWeights.GENDER;

  private static Network network;

  @BeforeAll
  static void make() {
    network = new FaceGender().make(WEIGHTS.tarball(folder));
  }

  /**
   * Both compute in 32-bit floats and differ in the order of their sums only, far less than 1e-5; a
   * cell of padding on the wrong side moves a probability by 4e-3.
   */
  @ParameterizedTest
  @ValueSource(strings = {"logits", "probabilities"})
  void make_anyWeights_computesWhatFaceApiComputes(String output) {
    Network computed =
        output.equals("logits") ? network.split(network.cut("fc/gender")).extractor() : network;
    var rows = WEIGHTS.answers();
    try (Session session = Session.open(computed, 1)) {
      float[] actual = session.run(SyntheticWeights.inputs()).toArray();

      for (int row = 0; row < 2; row++) {
        List<Double> expected = rows.get(row).numberList(output);
        assertEquals(expected.get(0), actual[2 * row], 1e-5);
        assertEquals(expected.get(1), actual[2 * row + 1], 1e-5);
      }
    }
  }

  @Test
  void make_anyWeights_takesImagesAndGivesTwoProbabilities() {
    assertEquals(
        List.of(new TensorSpec("image", OptionalInt.empty(), Shape.of(3, 112, 112))),
        network.inputs());
    assertEquals(
        List.of(new TensorSpec("gender", OptionalInt.empty(), Shape.of(2))), network.outputs());
  }

  @Test
  void make_anyWeights_hasTheShapesOfTheArchitecture() {
    assertEquals(Shape.of(32, 56, 56), network.shape("entry_flow/conv_in"));
    assertEquals(Shape.of(64, 28, 28), network.shape("entry_flow/reduction_block_0"));
    assertEquals(Shape.of(128, 14, 14), network.shape("entry_flow/reduction_block_1"));
    assertEquals(Shape.of(128, 14, 14), network.shape("middle_flow/main_block_1"));
    assertEquals(Shape.of(256, 7, 7), network.shape("exit_flow/reduction_block"));
    assertEquals(Shape.of(512), network.shape("mean"));
  }

  /** A block is one cut, its sum: inside, the way round carries data past every other tensor. */
  @Test
  void make_anyWeights_canBeCutBetweenBlocks() {
    assertEquals(
        List.of(
            "entry_flow/conv_in",
            "entry_flow/relu",
            "entry_flow/reduction_block_0",
            "entry_flow/reduction_block_1",
            "middle_flow/main_block_0",
            "middle_flow/main_block_1",
            "exit_flow/reduction_block",
            "exit_flow/separable_conv/depthwise",
            "exit_flow/separable_conv",
            "exit_flow/relu",
            "mean/pool",
            "mean",
            "fc/gender"),
        network.cuts().stream().map(Cut::tensor).toList());
  }

  @Test
  void make_anyWeights_hasEveryWeightOfTheManifestButTheAge() {
    int age = 512 + 1;

    assertEquals(WEIGHTS.values().length - age, network.cost().parameters());
  }

  @Test
  void make_anyWeights_cardSaysHowToUseItAndWhoseItIs() {
    var card = network.card();

    assertEquals(List.of("male", "female"), card.labels());
    assertEquals(Optional.of("MIT"), card.licence());
    String source = card.source().orElseThrow();
    assertTrue(source.contains("@vladmandic/face-api 1.7.15"), source);
    assertTrue(source.contains(new FaceGender().origin().integrity()), source);
    ImageSpec preprocessing = card.preprocessing().orElseThrow().asImage("this test");
    assertEquals(Shape.of(3, 112, 112), preprocessing.shape());
    assertEquals(1.0, preprocessing.crop());
    assertEquals(ImageSpec.Fit.LETTERBOX, preprocessing.fit());
  }

  @Test
  void make_sameWeights_sameBytes() {
    Network again = new FaceGender().make(WEIGHTS.tarball(folder));

    assertArrayEquals(network.toBytes(), again.toBytes());
  }

  @Test
  void make_weightsOfAnotherShape_areRefusedByName() {
    byte[] manifest =
        new String(WEIGHTS.manifest(), UTF_8)
            .replace("\"shape\":[512,2]", "\"shape\":[2,512]")
            .getBytes(UTF_8);

    assertRefused("no tensor fc/gender/weights of shape 512×2", manifest, WEIGHTS.values());
  }

  @Test
  void make_valuesCutShort_areRefused() {
    byte[] values = WEIGHTS.values();

    assertRefused("the weights end early", WEIGHTS.manifest(), Arrays.copyOf(values, 400_000));
  }

  private static void assertRefused(String sentence, byte[] manifest, byte[] values) {
    byte[] bytes =
        Tarballs.of(Map.of(WEIGHTS.manifestFile(), manifest, WEIGHTS.valuesFile(), values));
    Tarball tarball = Tarballs.verified(folder, bytes);

    var refusal = assertThrows(RefusedPackageException.class, () -> new FaceGender().make(tarball));

    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }
}
