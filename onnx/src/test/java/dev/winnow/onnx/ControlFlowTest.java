package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.conversion.ConversionOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operators that run graphs of their own, and those that ONNX Runtime adds, are carried whole. */
class ControlFlowTest {
  private static final Attributes NONE = Attributes.none();

  private final Nets nets = new Nets(5);
  private final NetworkBuilder builder = NetworkBuilder.named("net");

  private static AttributeProto graph(String name, GraphProto.Builder graph) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.GRAPH)
        .setG(graph.setName(name))
        .build();
  }

  private static NodeProto node(String op, String made, String... taken) {
    return NodeProto.newBuilder().setOpType(op).addAllInput(List.of(taken)).addOutput(made).build();
  }

  /**
   * What is taken depends on what comes in; both branches take a tensor of the graph around them.
   */
  private ModelProto branching(String inner) {
    String x = builder.input("x", Shape.of(4));
    String hidden =
        builder.relu("hidden", builder.gemm("first", x, nets.weight(6, 4), nets.bias(6)));
    String scores = builder.gemm("second", hidden, nets.weight(2, 6), nets.bias(2));
    String largest =
        builder.node("ReduceMax", "largest", List.of(scores), NONE.withInteger("keepdims", 0));
    String low = builder.constant("low", Tensor.of(Shape.of(), -1000));
    String above = builder.node("Greater", "above", List.of(largest, low), NONE);
    ModelProto.Builder model = builder.output("answer").model().toBuilder();
    GraphProto.Builder then = GraphProto.newBuilder().addNode(node(inner, "t", "second"));
    then.addOutputBuilder()
        .setName("t")
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .setElemType(DataType.FLOAT_VALUE);
    GraphProto.Builder other = GraphProto.newBuilder().addNode(node("Neg", "e", "second"));
    other
        .addOutputBuilder()
        .setName("e")
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .setElemType(DataType.FLOAT_VALUE);
    model
        .getGraphBuilder()
        .addNode(
            node("If", "answer", above).toBuilder()
                .setName("if")
                .addAttribute(graph("then_branch", then))
                .addAttribute(graph("else_branch", other)));
    return model.build();
  }

  @Test
  void branches_behindTheCut_areCarriedWholeByTheAnalyzer() {
    ModelProto model = branching("Identity");
    Tensor x = nets.normal(Shape.of(2, 4), 1);

    Network network = NetworkImport.of("net", model, ConversionOptions.none()).network();

    assertTrue(
        network.cuts().stream().map(Cut::tensor).toList().containsAll(List.of("first", "hidden")));
    SplitNetwork parts = network.split(network.cut("hidden"));
    parts.extractor().requireDeterministic();
    parts.analyzer().requireDeterministic();
    assertEquals(
        List.of("If"),
        parts.analyzer().nodes().stream().map(Node::op).filter("If"::equals).toList());
    try (Session whole = Session.open(network, 1);
        Session extractor = Session.open(parts.extractor(), 1);
        Session analyzer = Session.open(parts.analyzer(), 1)) {
      assertArrayEquals(whole.run(x).toArray(), analyzer.run(extractor.run(x)).toArray(), 0f);
      float[] scores = OrtReference.run(model, x.toArray(), "answer", 2, 4);
      assertEquals(1 / (1 + Math.exp(scores[0] - scores[1])), whole.run(x).toArray()[1], 1e-6);
    }
  }

  /** A branch that draws numbers could tell a node's noise apart from its feature. */
  @Test
  void branches_thatDrawNumbers_areNoExtractor() {
    Network network =
        NetworkImport.of("net", branching("RandomNormalLike"), ConversionOptions.none()).network();

    assertTrue(
        Refusals.sentence(NondeterministicNetworkException.class, network::requireDeterministic)
            .contains("if (If)"));
  }

  @Test
  void operatorsThatOnnxRuntimeAdds_runAndAreCounted() {
    Tensor weight = nets.weight(3, 4);
    String x = builder.input("x", Shape.of(4));
    String scores = builder.gemm("fc", builder.relu("r", x), weight, nets.bias(3));
    ModelProto plain = builder.output(builder.softmax("p", scores)).model();
    ModelProto.Builder fused = plain.toBuilder();
    fused.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("com.microsoft").setVersion(1));
    fused
        .getGraphBuilder()
        .getNodeBuilderList()
        .forEach(
            node -> {
              if (node.getOpType().equals("Gemm")) {
                node.setOpType("FusedGemm").setDomain("com.microsoft");
                node.addAttributeBuilder()
                    .setName("activation")
                    .setType(AttributeType.STRING)
                    .setS(ByteString.copyFromUtf8("Relu"));
              }
            });

    Network network = NetworkImport.of("net", fused.build(), ConversionOptions.none()).network();

    assertEquals("com.microsoft.FusedGemm", network.nodes().get(1).op());
    assertEquals(12, network.cost().macs());
    network.requireDeterministic();
    try (Session session = Session.open(network, 1)) {
      assertEquals(3, session.run(nets.normal(Shape.of(1, 4), 1)).toArray().length);
    }
  }
}
