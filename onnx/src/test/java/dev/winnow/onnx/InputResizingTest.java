package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks for smaller images, beside what ONNX itself calls the same layers for these. */
class InputResizingTest {
  private static final int OWN = 16;

  /**
   * Two strides past each other, as in a residual block of TensorFlow's: {@code SAME} padding, and
   * a convolution of one pixel beside it.
   *
   * @param padding of strides over kernels of three
   */
  private static Network residual(int side, Attributes padding) {
    Nets nets = new Nets(4);
    NetworkBuilder builder = NetworkBuilder.named("face");
    String x = builder.input("image", Shape.of(3, side, side));
    Attributes two = Attributes.none().withIntegers("strides", 2, 2);
    Attributes striding = padding.withIntegers("strides", 2, 2);
    x = builder.conv("in", x, nets.weight(4, 3, 3, 3), nets.bias(4), striding);
    String pooled = builder.maxPool("pool", x, striding.withIntegers("kernel_shape", 3, 3));
    String beside = builder.conv("beside", x, nets.weight(4, 4, 1, 1), nets.bias(4), two);
    x = builder.add("sum", pooled, beside);
    x = builder.flatten("mean", builder.globalAveragePool("means", x));
    return builder
        .output(builder.softmax("answer", builder.gemm("fc", x, nets.weight(2, 4), nets.bias(2))))
        .build();
  }

  private static NetworkImport imported(Network network) {
    return new NetworkImport(network, List.of());
  }

  private static float[] answers(Network network, int side) {
    Tensor images = new Nets(9).normal(Shape.of(3, side, side).batch(5), 1);
    try (Session session = Session.open(network, 1)) {
      return session.run(images).toArray();
    }
  }

  /** The file holds pads for 16 pixels; of 11 and 5 others are the same. */
  @ParameterizedTest
  @ValueSource(ints = {8, 10, 11, 16, 20})
  void resized_samePadding_answersAsIfMadeForThatSize(int side) {
    Network network = residual(OWN, Attributes.none().withIntegers("pads", 0, 0, 1, 1));

    Network resized = imported(network).resized(Shape.of(3, side, side)).network();

    assertEquals(Shape.of(3, side, side), resized.inputs().get(0).shape());
    Network made = residual(side, Attributes.none().withText("auto_pad", "SAME_UPPER"));
    assertArrayEquals(answers(made, side), answers(resized, side));
    assertEquals(made.cost().macs(), resized.cost().macs());
  }

  @Test
  void resized_samePaddingBefore_staysBefore() {
    Network network = residual(OWN, Attributes.none().withIntegers("pads", 1, 1, 0, 0));

    Network resized = imported(network).resized(Shape.of(3, 10, 10)).network();

    Network made = residual(10, Attributes.none().withText("auto_pad", "SAME_LOWER"));
    assertArrayEquals(answers(made, 10), answers(resized, 10));
  }

  /** PyTorch's padding is the same on both sides, whatever the size. */
  @Test
  void resized_symmetricPadding_isLeftAsItIs() {
    Attributes both = Attributes.none().withIntegers("pads", 1, 1, 1, 1);

    Network resized = imported(residual(OWN, both)).resized(Shape.of(3, 12, 12)).network();

    assertArrayEquals(answers(residual(12, both), 12), answers(resized, 12));
  }

  @Test
  void resized_ofTheSameSize_isTheSameNetwork() {
    Network network = residual(OWN, Attributes.none().withIntegers("pads", 0, 0, 1, 1));

    Network resized = imported(network).resized(Shape.of(3, OWN, OWN)).network();

    assertArrayEquals(answers(network, OWN), answers(resized, OWN));
  }

  @Test
  void resized_denseLayerOverPlaces_isRefusedInOneSentence() {
    Nets nets = new Nets(2);
    NetworkBuilder builder = NetworkBuilder.named("digits");
    String flat = builder.flatten("flat", builder.input("image", Shape.of(1, 4, 4)));
    String scores = builder.gemm("fc", flat, nets.weight(3, 16), nets.bias(3));
    Network network = builder.output(builder.softmax("answer", scores)).build();

    String sentence =
        Refusals.sentence(
            UnsupportedNetworkException.class, () -> imported(network).resized(Shape.of(1, 2, 2)));

    assertTrue(sentence.contains("sizes that follow from samples of 1×4×4"), sentence);
    assertTrue(sentence.contains("do not take 1×2×2"), sentence);
  }

  @Test
  void resized_mapOfAnotherSize_isRefused() {
    NetworkBuilder builder = NetworkBuilder.named("map");
    String x = builder.input("image", Shape.of(3, 4, 4));
    Network network = builder.output(builder.relu("map", x)).build();

    Refusals.sentence(
        UnsupportedNetworkException.class, () -> imported(network).resized(Shape.of(3, 2, 2)));
  }

  @Test
  void resized_anotherNumberOfExtents_isRefused() {
    Network network = residual(OWN, Attributes.none().withIntegers("pads", 1, 1, 1, 1));

    Refusals.sentence(
        UnsupportedNetworkException.class, () -> imported(network).resized(Shape.of(16, 16)));
  }
}
