package dev.winnow.attack.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureFeature;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayerFeaturesTest {
  private static final int WIDTH = 30;

  /** Six layers of as many multiply-accumulates each, and an answer of two. */
  private static Network network() {
    Random random = new Random(1);
    NetworkBuilder builder = NetworkBuilder.named("deep");
    String x = builder.input("series", Shape.of(WIDTH));
    for (int layer = 1; layer <= 6; layer++) {
      x =
          builder.gemm(
              "layer" + layer, x, weights(WIDTH, random), Tensor.allocate(Shape.of(WIDTH)));
    }
    x = builder.gemm("scores", x, weights(2, random), Tensor.allocate(Shape.of(2)));
    return builder.output(builder.softmax("answer", x)).build();
  }

  private static Tensor weights(int rows, Random random) {
    Tensor weights = Tensor.allocate(Shape.of(rows, WIDTH));
    for (int i = 0; i < weights.shape().size(); i++) {
      weights.buffer().put(i, (float) random.nextGaussian() / 5);
    }
    return weights;
  }

  private static List<String> words(List<CaptureFeature> layers) {
    return layers.stream().map(CaptureFeature::word).toList();
  }

  /**
   * The scores come behind 99 % of the work, and are as wide as the answer: no layer to look at.
   */
  @Test
  void of_sixLikeLayers_looksBehindAThirdAndTwoThirds() {
    assertEquals(List.of("layer3", "layer5"), words(LayerFeatures.of(network(), 1)));
  }

  @Test
  void before_partOfANetwork_countsWhatThatComputes() {
    Network part = LayerFeatures.upTo(network(), "layer3").orElseThrow();

    assertEquals(List.of("layer1", "layer2"), words(LayerFeatures.before(part, 1)));
    assertEquals("layer3", LayerFeatures.whole(part, 7, 1).word());
  }

  @Test
  void upTo_tensorThatIsNoCut_isEmpty() {
    assertEquals(Optional.empty(), LayerFeatures.upTo(network(), "layer9"));
  }

  @Test
  void upTo_theOutput_isTheNetwork() {
    Network network = network();

    assertEquals(Optional.of(network), LayerFeatures.upTo(network, "answer"));
  }

  /** However many captures there are, a row of each comes out, in their order. */
  @Test
  void whole_moreCapturesThanARunTakes_areSeenOneByOne() {
    Network part = LayerFeatures.upTo(network(), "layer2").orElseThrow();
    Tensor captures = weights(70, new Random(2));

    Tensor all = LayerFeatures.whole(part, 70, 1).of(captures);

    assertEquals(Shape.of(70, WIDTH), all.shape());
    Tensor last = LayerFeatures.whole(part, 70, 1).of(captures.rows(69, 70));
    assertArrayEquals(last.toArray(), all.rows(69, 70).toArray(), 1e-5f);
  }

  /** A map of 512 kB over 2,000 captures would be a gigabyte. */
  @Test
  void whole_manyLargeMaps_arePooledAndSaySo() {
    NetworkBuilder builder = NetworkBuilder.named("large");
    String x = builder.input("image", Shape.of(2, 256, 256));
    Network network = builder.output(builder.relu("map", x)).build();

    CaptureFeature seen = LayerFeatures.whole(network, 2000, 1);

    assertEquals("map (pooled)", seen.word());
    int values = seen.of(Tensor.allocate(Shape.of(1, 2, 256, 256))).shape().size();
    assertTrue(values <= (1 << 29) / 4 / 2000, values + " values");
  }
}
