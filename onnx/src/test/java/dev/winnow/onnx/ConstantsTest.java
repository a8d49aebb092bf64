package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConstantsTest {
  private static final Attributes NONE = Attributes.none();
  private final NetworkBuilder builder = NetworkBuilder.named("net");
  private String last = builder.input("x", Shape.of(2));

  @Test
  void constant_everyFormOfAConstantNode_isRead() {
    taken(node("tensor", NONE.withTensor("value", Tensor.of(Shape.of(2), 1, 2))));
    taken(node("number", NONE.withNumber("value_float", 3)));
    Network network = builder.output(last).build();

    assertFloats(network, "tensor", Shape.of(2), 1, 2);
    assertFloats(network, "number", Shape.of(), 3);
  }

  @Test
  void constant_aFilledShape_isMade() {
    String shape = builder.integers("shape", 2, 2);
    String value = "value";
    taken(
        builder.node(
            "ConstantOfShape",
            "sevens",
            List.of(shape),
            NONE.withTensor(value, Tensor.of(Shape.of(1), 7))));
    taken(builder.node("ConstantOfShape", "zeros", List.of(shape), NONE));
    Network network = builder.output(last).build();

    assertFloats(network, "sevens", Shape.of(2, 2), 7, 7, 7, 7);
    assertFloats(network, "zeros", Shape.of(2, 2), 0, 0, 0, 0);
  }

  @Test
  void constant_anImpossibleFilledShape_isRefused() {
    String shape = builder.integers("shape", -1, 2);
    taken(builder.node("ConstantOfShape", "bad", List.of(shape), NONE));
    ModelProto model = builder.output(last).model();

    assertEquals(
        "net is not a sound ONNX network: its weight \"bad\" has an impossible shape; export or"
            + " fetch it again",
        Refusals.sentence(
            MalformedNetworkException.class, () -> Network.of("net", model).constant("bad")));
  }

  @Test
  void integers_everyForm_isRead() {
    TensorProto narrow =
        TensorProto.newBuilder()
            .setDataType(DataType.INT32_VALUE)
            .addDims(2)
            .setRawData(ByteString.copyFrom(new byte[] {1, 0, 0, 0, -1, -1, -1, -1}))
            .setName("narrow")
            .build();
    TensorProto typed =
        TensorProto.newBuilder()
            .setDataType(DataType.INT64_VALUE)
            .addDims(2)
            .addInt64Data(5)
            .addInt64Data(-6)
            .setName("typed")
            .build();
    TensorProto typedNarrow =
        TensorProto.newBuilder()
            .setDataType(DataType.INT32_VALUE)
            .addDims(1)
            .addInt32Data(9)
            .setName("typedNarrow")
            .build();
    node("one", NONE.withInteger("value_int", 7));
    node("some", NONE.withIntegers("value_ints", 8, 9));
    builder.integers("raw", 3, 4);
    ModelProto.Builder model = builder.output(builder.relu("y", last)).model().toBuilder();
    model.getGraphBuilder().addInitializer(narrow).addInitializer(typed);
    model.getGraphBuilder().addInitializer(typedNarrow);
    Network network = Network.of("net", model.build());

    assertIntegers(network, "narrow", 1, -1);
    assertIntegers(network, "typed", 5, -6);
    assertIntegers(network, "typedNarrow", 9);
    assertIntegers(network, "one", 7);
    assertIntegers(network, "some", 8, 9);
    assertIntegers(network, "raw", 3, 4);
    assertEquals(Optional.empty(), network.integers("y"));
    assertEquals(Optional.empty(), network.constant("raw"));
  }

  @Test
  void constant_storedAsTypedValues_isRead() {
    ModelProto.Builder model = builder.output(builder.relu("y", last)).model().toBuilder();
    model
        .getGraphBuilder()
        .addInitializerBuilder()
        .setName("typed")
        .setDataType(DataType.FLOAT_VALUE)
        .addDims(2)
        .addFloatData(1.5f)
        .addFloatData(-2);

    assertFloats(Network.of("net", model.build()), "typed", Shape.of(2), 1.5f, -2);
  }

  @Test
  void withConstants_aFilledShape_becomesAWeight() {
    String shape = builder.integers("shape", 2);
    taken(builder.node("ConstantOfShape", "zeros", List.of(shape), NONE));
    Network network = builder.output(last).build();
    Network changed = network.withConstants(Map.of("zeros", Tensor.of(Shape.of(2), 10, 20)));

    assertFloats(changed, "zeros", Shape.of(2), 10, 20);
    assertEquals(network.nodes().size() - 1, changed.nodes().size());
    assertEquals(Optional.empty(), changed.integers("shape"));
    assertEquals(network.cost(), changed.cost());
    try (Session session = Session.open(changed, 1)) {
      assertArrayEquals(
          new float[] {11, 22}, session.run(Tensor.of(Shape.of(1, 2), 1, 2)).toArray());
    }
  }

  @Test
  void withConstants_anOldFormat_listsTheWeightAmongTheInputs() {
    String shape = builder.integers("shape", 2);
    taken(builder.node("ConstantOfShape", "zeros", List.of(shape), NONE));
    ModelProto.Builder model = builder.output(last).build().graph().model().toBuilder();
    model.setIrVersion(3);
    model.getGraphBuilder().addInput(TensorSpecs.fixed("shape", Shape.of(1)));
    Network changed =
        Network.of("net", model.build())
            .withConstants(Map.of("zeros", Tensor.of(Shape.of(2), 10, 20)));

    assertEquals(1, changed.inputs().size());
    assertEquals(
        List.of("x", "zeros"),
        changed.graph().model().getGraph().getInputList().stream().map(i -> i.getName()).toList());
  }

  private String node(String name, Attributes attributes) {
    return builder.node("Constant", name, List.of(), attributes);
  }

  private void taken(String constant) {
    last = builder.add("add_" + constant, last, constant);
  }

  private static void assertFloats(Network network, String name, Shape shape, float... values) {
    Tensor found = network.constant(name).orElseThrow();
    assertEquals(shape, found.shape());
    assertArrayEquals(values, found.toArray());
  }

  private static void assertIntegers(Network network, String name, long... values) {
    assertTrue(network.integers(name).isPresent());
    assertArrayEquals(values, network.integers(name).orElseThrow());
  }
}
