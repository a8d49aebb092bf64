package dev.winnow.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.core.Shape;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The network made of drawn weights, against face-api.js on the same. */
class FaceExpressionTest {
  @TempDir static Path folder;

  private static final SyntheticWeights WEIGHTS = SyntheticWeights.EXPRESSION;

  private static Network network;

  @BeforeAll
  static void make() {
    network = new FaceExpression().make(WEIGHTS.tarball(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"logits", "probabilities"})
  void make_anyWeights_computesWhatFaceApiComputes(String output) {
    Network computed =
        output.equals("logits") ? network.split(network.cut("fc")).extractor() : network;
    var rows = WEIGHTS.answers();
    try (Session session = Session.open(computed, 1)) {
      float[] actual = session.run(SyntheticWeights.inputs()).toArray();

      for (int row = 0; row < 2; row++) {
        List<Double> expected = rows.get(row).numberList(output);
        for (int i = 0; i < 7; i++) {
          assertEquals(expected.get(i), actual[7 * row + i], 1e-4);
        }
      }
    }
  }

  @Test
  void make_anyWeights_hasTheShapesOfTheArchitectureAndEveryWeight() {
    assertEquals(Shape.of(32, 56, 56), network.shape("dense0"));
    assertEquals(Shape.of(64, 28, 28), network.shape("dense1"));
    assertEquals(Shape.of(128, 14, 14), network.shape("dense2"));
    assertEquals(Shape.of(256, 7, 7), network.shape("dense3"));
    assertEquals(Shape.of(7), network.outputs().get(0).shape());
    assertEquals(WEIGHTS.values().length, network.cost().parameters());
    assertEquals("neutral", network.card().labels().get(0));
  }

  @Test
  void make_anyWeights_canBeCutBetweenBlocks() {
    List<String> cuts = network.cuts().stream().map(Cut::tensor).toList();

    assertEquals(
        List.of("dense0", "dense1", "dense2", "dense3"),
        cuts.stream().filter(cut -> cut.matches("dense[0-9]")).toList());
  }
}
