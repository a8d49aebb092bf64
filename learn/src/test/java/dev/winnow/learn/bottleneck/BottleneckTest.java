package dev.winnow.learn.bottleneck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.architecture.BottleneckHead;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.SplitNetwork;
import dev.winnow.onnx.TensorSpec;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BottleneckTest {
  private static TensorSpec tensor(String name, int... dims) {
    return new TensorSpec(name, OptionalInt.empty(), Shape.of(dims));
  }

  private static BottleneckHead head(int numbers, int widest, TensorSpec feature) {
    return new BottleneckHead(feature, numbers, widest, List.of(tensor("probabilities", 3)));
  }

  private static long encoderMacs(BottleneckHead head) {
    Network network = head.untrained(new Random(1));
    return network.cut(head.bottleneck()).extractor().macs();
  }

  /** Depthwise 3×3 and pointwise at 7×7: once by stride 2, and twice more. */
  @Test
  void encoder_ofPlanes_costsWhatItsConvolutionsCost() {
    long macs = encoderMacs(head(2, 64, tensor("f", 8, 14, 14)));

    long first = 49 * (8 * 9 + 8 * 16);
    long second = 49 * (16 * 9 + 16 * 32);
    long third = 49 * (32 * 9 + 32 * 64);
    assertEquals(first + second + third + 64 * 2, macs);
  }

  /** Kernels of three along time: 20 steps, 10, then 5 and twice more; at most 12 channels. */
  @Test
  void encoder_ofASeries_costsWhatItsConvolutionsCost() {
    long macs = encoderMacs(head(1, 12, tensor("f", 4, 20)));

    long first = 10 * (4 * 3 + 4 * 8);
    long second = 5 * (8 * 3 + 8 * 12);
    long third = 2 * 5 * (12 * 3 + 12 * 12);
    assertEquals(first + second + third + 12, macs);
  }

  @Test
  void encoder_ofAFeatureWithoutSpace_isOneDenseLayer() {
    assertEquals(30 * 4, encoderMacs(head(4, 256, tensor("f", 30))));
  }

  /** What PCA is to the other embeddings: however large a feature is, its numbers are bounded. */
  @Test
  void encoder_hugeFeature_staysBetweenMinusOneAndOne() {
    BottleneckHead head = head(3, 16, tensor("f", 2, 9, 9));
    Network encoder = split(head).extractor();
    Tensor feature = Tensor.allocate(Shape.of(4, 2, 9, 9));
    Random random = new Random(2);
    for (int i = 0; i < feature.shape().size(); i++) {
      feature.buffer().put(i, (float) (1e6 * random.nextGaussian()));
    }

    try (Session session = Session.open(encoder, 1)) {
      for (float number : session.run(feature).toArray()) {
        assertTrue(Math.abs(number) <= 1, () -> "" + number);
      }
    }
  }

  private static SplitNetwork split(BottleneckHead head) {
    Network network = head.untrained(new Random(1));
    return network.split(network.cut(head.bottleneck()));
  }

  /** Two dense layers on a flat image: most is computed before the cut, and an encoder adds. */
  private static Network dense(int middle, int after) {
    NetworkBuilder builder = NetworkBuilder.named("dense");
    String x = builder.input("row", Shape.of(10));
    x = builder.gemm("first", x, Tensor.allocate(Shape.of(middle, 10)), zeros(middle));
    x = builder.gemm("second", x, Tensor.allocate(Shape.of(after, middle)), zeros(after));
    x = builder.node("Tanh", "tanh", List.of(x), Attributes.none());
    x = builder.gemm("third", x, Tensor.allocate(Shape.of(2, after)), zeros(2));
    return builder.output(builder.softmax("probabilities", x)).build();
  }

  private static Tensor zeros(int size) {
    return Tensor.allocate(Shape.of(size));
  }

  @Test
  void untrained_network_takesAndAnswersWhatTheUncutOneDoes() {
    Network network = dense(6, 50);
    Bottleneck made = Bottleneck.untrained(network, network.cut("first"), 2, 1);

    Network joined = made.network();

    assertEquals(network.inputs(), joined.inputs());
    assertEquals(network.outputs(), joined.outputs());
    assertEquals("first.bottleneck", made.tensor());
    assertEquals(Shape.of(2), joined.cut(made.tensor()).shape());
    assertEquals(10 * 6 + 6 * 2, joined.cut(made.tensor()).extractor().macs());
  }

  @Test
  void untrained_encoderDearerThanTheRest_isRefused() {
    Network network = dense(6, 4);

    var refusal =
        assertThrows(
            TooDearBottleneckException.class,
            () -> Bottleneck.untrained(network, network.cut("first"), 6, 1));

    // 60 before the cut, 36 of the encoder and 36 behind it, of 60 + 24 + 8.
    assertTrue(refusal.getMessage().contains("compute 143 % of"), refusal::getMessage);
  }
}
