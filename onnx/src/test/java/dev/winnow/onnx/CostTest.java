package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each expectation is worked out by hand from the operator's formula in ONNX's specification. */
class CostTest {
  private final NetworkBuilder builder = NetworkBuilder.named("one");

  @Test
  void macs_groupedStridedConvolution_countsOneGroupsChannels() {
    String x = builder.input("x", Shape.of(6, 9, 9));
    Attributes attributes =
        Attributes.none()
            .withInteger("group", 3)
            .withIntegers("strides", 2, 2)
            .withIntegers("pads", 0, 0, 1, 1);
    builder.conv("y", x, Tensor.allocate(Shape.of(12, 2, 3, 3)), attributes);

    // (9 + 1 - 3) / 2 + 1 = 4 along either axis.
    assertEquals(new Cost(12 * 18, 12 * 4 * 4 * 18), cost());
  }

  @Test
  void macs_transposedConvolution_countsEveryInput() {
    String x = builder.input("x", Shape.of(6, 5));
    String weight = builder.constant("w", Tensor.allocate(Shape.of(6, 4, 3)));
    builder.node("ConvTranspose", "y", List.of(x, weight), Attributes.none());

    assertEquals(new Cost(72, 6 * 5 * 4 * 3), cost());
  }

  @Test
  void macs_stackedMatrixProduct_countsOneSample() {
    String x = builder.input("x", Shape.of(5, 7));
    String weight = builder.constant("w", Tensor.allocate(Shape.of(7, 3)));
    builder.node("MatMul", "y", List.of(x, weight), Attributes.none());

    assertEquals(new Cost(21, 5 * 3 * 7), cost());
  }

  @Test
  void macs_bidirectionalLstm_countsWeightsPerStep() {
    String x = builder.input("x", Shape.of(10, 3));
    Attributes attributes =
        Attributes.none()
            .withInteger("hidden_size", 4)
            .withText("direction", "bidirectional")
            .withInteger("layout", 0);
    String turned =
        builder.node(
            "Transpose", "turned", List.of(x), Attributes.none().withIntegers("perm", 1, 0, 2));
    String w = builder.constant("w", Tensor.allocate(Shape.of(2, 16, 3)));
    String r = builder.constant("r", Tensor.allocate(Shape.of(2, 16, 4)));
    builder.node("LSTM", "lstm", List.of(turned, w, r), List.of("steps"), attributes);
    // steps × directions × samples × hidden, with the samples brought to the front.
    builder.node(
        "Transpose", "y", List.of("steps"), Attributes.none().withIntegers("perm", 2, 0, 1, 3));

    assertEquals(new Cost(96 + 128, 10 * 2 * 16 * (3 + 4)), cost());
  }

  @Test
  void macs_einsum_multipliesAllExtents() {
    String x = builder.input("x", Shape.of(5, 7));
    String weight = builder.constant("w", Tensor.allocate(Shape.of(7, 3)));
    builder.node(
        "Einsum",
        "y",
        List.of(x, weight),
        Attributes.none().withText("equation", "...ij,jk->...ik"));

    assertEquals(new Cost(21, 5 * 7 * 3), cost());
  }

  @Test
  void macs_normalisationPoolingAndActivation_countNothing() {
    Tensor two = Tensor.of(Shape.of(2), 1, 1);
    String x = builder.input("x", Shape.of(2, 4, 4));
    x = builder.batchNormalization("norm", x, two, two, two, two);
    x = builder.maxPool("pool", x, Attributes.none().withIntegers("kernel_shape", 2, 2));
    builder.relu("y", x);

    assertEquals(new Cost(8, 0), cost());
  }

  @Test
  void parameters_aWeightTakenTwice_countOnceInAllAndOnceOnEitherSide() {
    String x = builder.input("x", Shape.of(3));
    String weight = builder.constant("w", Tensor.of(Shape.of(3), 1, 2, 3));
    x = builder.node("Mul", "a", List.of(x, weight), Attributes.none());
    x = builder.relu("b", x);
    builder.node("Mul", "y", List.of(x, weight), Attributes.none());
    Network network = builder.output("y").build();

    assertEquals(3, network.cost().parameters());
    assertEquals(3, network.cut("b").extractor().parameters());
    assertEquals(3, network.cut("b").analyzer().parameters());
  }

  @Test
  void parameters_throughArithmeticOnConstants_countWhatItStartsFrom() {
    String shape = builder.integers("shape", 4, 5);
    builder.node("ConstantOfShape", "filled", List.of(shape), Attributes.none());
    builder.node("MatMul", "product", List.of("filled", builder.constant("m", five())), none());
    builder.integers("unused", 1, 2, 3);
    builder.constant("unusedToo", five());
    String x = builder.input("x", Shape.of(4, 1));
    builder.node("Mul", "y", List.of(x, "product"), none());

    assertEquals(new Cost(4 * 5 + 5, 0), cost());
  }

  private static Tensor five() {
    return Tensor.allocate(Shape.of(5, 1));
  }

  private static Attributes none() {
    return Attributes.none();
  }

  private Cost cost() {
    return builder.output("y").build().cost();
  }
}
