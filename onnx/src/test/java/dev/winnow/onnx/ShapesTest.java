package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ShapesTest {
  private static final Attributes NONE = Attributes.none();
  private final NetworkBuilder builder = NetworkBuilder.named("net");

  /** Inference does not follow floating-point arithmetic, so that the network must be run. */
  @Test
  void shape_computedWithFloats_isFoundByRunning() {
    String x = builder.relu("a", builder.input("x", Shape.of(4, 6)));
    String shape = builder.node("Shape", "shape", List.of(x), NONE);
    String floats = cast("floats", shape, 1);
    String factors = builder.constant("factors", Tensor.of(Shape.of(3), 1, 0.5f, 2));
    String scaled = builder.node("Mul", "scaled", List.of(floats, factors), NONE);
    x = builder.node("Reshape", "reshaped", List.of(x, cast("target", scaled, 7)), NONE);
    Network network = builder.output(builder.relu("y", x)).build();

    assertEquals(
        List.of(new TensorSpec("y", OptionalInt.empty(), Shape.of(2, 12))), network.outputs());
    assertEquals(Shape.of(2, 12), network.cut("reshaped").shape());
  }

  @Test
  void shape_dependingOnValues_isRefusedByName() {
    String x = builder.input("x", Shape.of(4));
    String found = builder.node("NonZero", "found", List.of(x), NONE);
    builder.output(cast("y", found, 1));

    assertEquals(
        "net cannot be used: node found (NonZero) makes a tensor whose shape depends on the values"
            + " of its input; export the network without it",
        Refusals.sentence(UnsupportedNetworkException.class, builder::build));
  }

  @Test
  void outputs_aScalar_isRefusedByName() {
    String x = builder.input("x", Shape.of(4));
    builder.output(builder.node("ReduceSum", "sum", List.of(x), NONE.withInteger("keepdims", 0)));

    assertEquals(
        "net cannot be used: \"sum\" must hold FLOAT and a first axis for the samples; export it so",
        Refusals.sentence(UnsupportedNetworkException.class, builder::build));
  }

  @Test
  void outputs_noTensor_isRefusedByName() {
    String x = builder.input("x", Shape.of(4));
    builder.output(builder.node("SequenceConstruct", "list", List.of(x), NONE));

    assertEquals(
        "net cannot be used: \"list\" is no tensor; export it without sequences and options",
        Refusals.sentence(UnsupportedNetworkException.class, builder::build));
  }

  @Test
  void outputs_declaredForOneSampleThoughTheBatchIsFree_areInferred() {
    ModelProto.Builder model = Nets.residual(1).graph().model().toBuilder();
    model
        .getGraphBuilder()
        .getOutputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder()
        .getDimBuilder(0)
        .setDimValue(1);
    Network network = Network.parse("forgetful", model.build().toByteArray());

    assertEquals(Nets.residual(1).outputs(), network.outputs());
    try (Session session = Session.open(network, 1)) {
      assertEquals(Shape.of(3, 2), session.run(Tensor.allocate(Shape.of(3, 3, 8, 8))).shape());
    }
  }

  @Test
  void cuts_anOperatorThatDoesNotExist_namesIt() {
    builder.output(builder.node("Rely", "r", List.of(builder.input("x", Shape.of(4))), NONE));

    assertEquals(
        "net cannot be used: node r (Rely): ONNX Runtime says: No Op registered for Rely with"
            + " domain_version of 17; export it again, or mend the graph",
        Refusals.sentence(UnsupportedNetworkException.class, builder::build));
  }

  private String cast(String name, String x, int type) {
    return builder.node("Cast", name, List.of(x), NONE.withInteger("to", type));
  }
}
