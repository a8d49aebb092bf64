package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which networks surely make the same feature of the same capture. */
class DeterminismTest {
  private static final Attributes NONE = Attributes.none();

  private static String refusal(Network network) {
    return Refusals.sentence(NondeterministicNetworkException.class, network::requireDeterministic);
  }

  /** x → relu → what the operator makes of it, plus the relu's result. */
  private static NetworkBuilder with(String op, Attributes attributes) {
    NetworkBuilder builder = NetworkBuilder.named("net");
    String x = builder.relu("relu", builder.input("x", Shape.of(4)));
    String noise = builder.node(op, "noise", List.of(x), attributes);
    return builder.output(builder.add("y", x, noise));
  }

  private static Network read(ModelProto.Builder model) {
    return Network.parse("net", model.build().toByteArray());
  }

  /** A network of one Dropout, which can be changed. */
  private static ModelProto.Builder dropout() {
    NetworkBuilder builder = NetworkBuilder.named("net");
    builder.output(builder.dropout("drop", builder.input("x", Shape.of(4)), 0.5f));
    return builder.model().toBuilder();
  }

  private static TensorProto truth(boolean value) {
    ByteString raw = ByteString.copyFrom(new byte[] {(byte) (value ? 1 : 0)});
    return TensorProto.newBuilder()
        .setName("mode")
        .setDataType(DataType.BOOL_VALUE)
        .setRawData(raw)
        .build();
  }

  private static ModelProto.Builder dropout(TensorProto mode) {
    ModelProto.Builder model = dropout();
    model.getGraphBuilder().addInitializer(mode).getNodeBuilder(0).addInput("mode");
    return model;
  }

  @Test
  void requireDeterministic_ordinaryNetworks_arePassed() {
    assertDoesNotThrow(Nets.residual(1)::requireDeterministic);
    assertDoesNotThrow(Nets.vgg16(4, 32, 8)::requireDeterministic);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RandomUniformLike", "RandomNormalLike", "Bernoulli"})
  void requireDeterministic_operatorThatDraws_isRefusedByName(String op) {
    assertEquals(
        "net cannot be an extractor: node noise ("
            + op
            + ") is not of an operator that surely gives the same output for the same input; build"
            + " the extractor without it",
        refusal(with(op, NONE).build()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"RandomUniform", "RandomNormal", "Multinomial", "If", "ScatterND", "NoSuchThing"})
  void requireDeterministic_whatIsNotListed_isRefusedUnrun(String op) {
    // Read only: some of these ONNX Runtime would refuse for their attributes.
    String sentence = refusal(Network.of("net", with(op, NONE).model()));

    assertTrue(sentence.contains("node noise (" + op + ")"), sentence);
  }

  @Test
  void requireDeterministic_drawsForNobody_isRefusedToo() {
    NetworkBuilder builder = NetworkBuilder.named("net");
    String x = builder.relu("y", builder.input("x", Shape.of(4)));
    builder.node("RandomNormalLike", "idle", List.of(x), NONE);

    assertTrue(refusal(builder.output(x).build()).contains("node idle"));
  }

  /** What the list is for: such a network gives two answers to one input. */
  @Test
  void run_operatorThatDraws_answersAnewEachTime() {
    Tensor x = Tensor.of(Shape.of(1, 4), 1, 2, 3, 4);
    try (Session session = Session.open(with("RandomUniformLike", NONE).build(), 1)) {
      assertTrue(session.run(x).buffer().get(0) != session.run(x).buffer().get(0));
    }
  }

  @ParameterizedTest
  @CsvSource({"7", "11", "12", "13", "22"})
  void requireDeterministic_dropoutOfAnyOperatorSet_isPassed(int opset) {
    ModelProto.Builder model = dropout();
    model.getOpsetImportBuilder(0).setVersion(opset);
    if (opset < 12) {
      NodeProto.Builder node = model.getGraphBuilder().getNodeBuilder(0);
      String x = node.getInput(0);
      node.clearInput().addInput(x);
    }

    assertDoesNotThrow(read(model)::requireDeterministic);
  }

  @Test
  void requireDeterministic_dropoutsMode_mustBeConstantAndFalse() {
    assertDoesNotThrow(read(dropout(truth(false)))::requireDeterministic);
    assertTrue(refusal(read(dropout(truth(true)))).contains("node drop (Dropout) may run in"));

    TensorProto byField = truth(false).toBuilder().clearRawData().addInt32Data(1).build();
    assertTrue(refusal(read(dropout(byField))).contains("training mode"));

    TensorProto both = truth(false).toBuilder().addInt32Data(1).build();
    assertTrue(refusal(read(dropout(both))).contains("training mode"));
  }

  @Test
  void requireDeterministic_dropoutsModeIsComputed_isRefused() {
    ModelProto.Builder model = dropout();
    model
        .getGraphBuilder()
        .addNode(NodeProto.newBuilder().setOpType("IsNaN").addInput("x").addOutput("mode"))
        .getNodeBuilder(0)
        .addInput("mode");

    assertTrue(refusal(read(model)).contains("export the network for inference"));
  }

  @Test
  void requireDeterministic_batchNormalization_mustNotTrain() {
    NetworkBuilder builder = NetworkBuilder.named("net");
    Tensor one = Tensor.of(Shape.of(2), 1, 1);
    String x = builder.input("x", Shape.of(2, 3, 3));
    Network honest =
        builder.output(builder.batchNormalization("bn", x, one, one, one, one)).build();
    assertDoesNotThrow(honest::requireDeterministic);

    ModelProto.Builder inference = honest.graph().model().toBuilder();
    inference.getGraphBuilder().getNodeBuilder(0).addAttribute(mode(0));
    assertDoesNotThrow(read(inference)::requireDeterministic);

    ModelProto.Builder training = honest.graph().model().toBuilder();
    training.getGraphBuilder().getNodeBuilder(0).addAttribute(mode(1));
    assertTrue(refusal(read(training)).contains("node bn (BatchNormalization) may run in"));

    ModelProto.Builder several = honest.graph().model().toBuilder();
    several.getGraphBuilder().getNodeBuilder(0).addOutput("").addOutput("mean");
    assertTrue(refusal(read(several)).contains("training mode"));
  }

  private static AttributeProto mode(int value) {
    return AttributeProto.newBuilder()
        .setName("training_mode")
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }
}
