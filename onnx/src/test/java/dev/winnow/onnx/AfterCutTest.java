package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.winnow.core.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an extractor holds beside the way to the cut and the reduction of it. */
class AfterCutTest {
  private static final List<String> PLAIN = List.of("Flatten", "Sub", "Gemm");
  private static final List<String> CLIPPED =
      List.of("Flatten", "Sub", "Gemm", "Clip", "Mul", "Add");

  private static Network residual(int opset) {
    ModelProto.Builder model = Nets.residual(1).graph().model().toBuilder();
    model.getOpsetImportBuilder(0).setVersion(opset);
    return Network.parse("residual", model.build().toByteArray());
  }

  private static SplitNetwork parts(int opset, String cut) {
    Network network = residual(opset);
    return network.split(network.cut(cut));
  }

  private static Network reduced(int opset, String cut, boolean clipped) {
    SplitNetwork parts = parts(opset, cut);
    Projection projection = Projection.random(parts.analyzer().inputs().get(0).shape(), 2, 0);
    return parts.reduced((clipped ? projection.clippedAt(1) : projection).reduction()).extractor();
  }

  private static Network changed(Network network, UnaryOperator<GraphProto.Builder> change) {
    ModelProto.Builder model = network.graph().model().toBuilder();
    return Network.of("changed", model.setGraph(change.apply(model.getGraphBuilder())).build());
  }

  private static List<String> ops(List<Node> nodes) {
    return nodes.stream().map(Node::op).toList();
  }

  private static List<String> names(List<Node> nodes) {
    return nodes.stream().map(Node::name).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu1", "sum", "flat"})
  void afterCut_simplePackage_isEmpty(String cut) {
    AfterCut after = parts(17, cut).extractor().afterCut(cut);

    assertEquals(new AfterCut(true, List.of(), List.of()), after);
    assertTrue(after.isPlain());
  }

  @ParameterizedTest
  @CsvSource({"10, sum", "10, flat", "13, sum", "13, flat", "17, relu1"})
  void afterCut_everyReduction_isKnownAndAlone(int opset, String cut) {
    for (boolean clipped : new boolean[] {false, true}) {
      AfterCut after = reduced(opset, cut, clipped).afterCut(cut);

      assertEquals(clipped ? CLIPPED : PLAIN, ops(after.reduction()));
      assertEquals(List.of(), after.beside());
      assertTrue(after.isPlain());
    }
  }

  @Test
  void afterCut_partsJoinedAndSplitAgain_areKnown() {
    SplitNetwork parts = parts(13, "sum");
    Projection projection = Projection.random(Shape.of(4, 8, 8), 2, 0).clippedAt(1);
    SplitNetwork reduced = parts.reduced(projection.reduction());
    Network joined = reduced.joined();
    String feature = reduced.extractor().outputs().get(0).name();

    assertTrue(joined.split(joined.cut(feature)).extractor().afterCut("sum").isPlain());
  }

  @Test
  void afterCut_trigger_showsAllThatIsBehindIt() {
    Network honest = reduced(13, "sum", true);
    AfterCut after = Trojan.triggered(honest).afterCut("sum");

    assertFalse(after.known());
    assertFalse(after.isPlain());
    assertEquals(List.of(), after.reduction());
    assertTrue(
        ops(after.beside()).containsAll(List.of("Where", "Greater", "MatMul")), after.toString());
    assertEquals(honest.afterCut("sum").reduction().size() + 5, after.beside().size());
  }

  @Test
  void afterCut_trojanOfASimplePackage_isShown() {
    Network honest = parts(13, "flat").extractor();
    // The provider calls the cut what the feature was called before.
    AfterCut after = Trojan.triggered(honest).afterCut("honest");

    assertFalse(after.isPlain());
    assertEquals(
        List.of("t.flat", "t.payload", "t.patch", "t.on", "t.where"), names(after.beside()));
  }

  @Test
  void afterCut_jitter_isShown() {
    AfterCut after = Trojan.jittering(reduced(13, "sum", false)).afterCut("sum");

    assertEquals(
        List.of("Flatten", "Sub", "Gemm", "RandomUniformLike", "Add"), ops(after.beside()));
    assertFalse(after.known());
  }

  /** Names of the known reduction on another structure, and other names on the known one. */
  @Test
  void afterCut_names_doNotMatter() {
    Network honest = reduced(13, "sum", false);
    NetworkBuilder tail = NetworkBuilder.named("tail");
    tail.node("Neg", "sum.reduced.centred", List.of("honest"), List.of("out"), Attributes.none());
    assertFalse(Trojan.behind(honest, tail).afterCut("sum").isPlain());

    Network renamed =
        changed(
            honest,
            graph -> {
              int last = graph.getNodeCount();
              graph.getNodeBuilder(last - 1).setName("x").setInput(0, "y");
              graph.getNodeBuilder(last - 2).setName("z").setOutput(0, "y");
              return graph;
            });
    assertTrue(renamed.afterCut("sum").isPlain());
    assertEquals(List.of("Flatten", "Sub", "Gemm"), ops(renamed.afterCut("sum").reduction()));
  }

  @Test
  void afterCut_reductionThatTakesWhatIsComputed_isNotKnown() {
    Network honest = reduced(13, "sum", false);
    Network leaking =
        changed(
            honest,
            graph -> {
              // The "mean" is the sample's own: one more image goes out.
              graph.addNode(
                  NodeProto.newBuilder()
                      .setOpType("ReduceMean")
                      .setName("own")
                      .addInput("image")
                      .addOutput("own"));
              graph.getNodeBuilder(graph.getNodeCount() - 3).setInput(1, "own");
              return graph;
            });

    AfterCut after = leaking.afterCut("sum");

    assertFalse(after.known());
    assertTrue(names(after.beside()).contains("own"), after.toString());
  }

  @Test
  void afterCut_outputThatIsBeforeTheCut_isNotKnown() {
    Network network = parts(13, "sum").extractor();
    Network early =
        changed(
            network, graph -> graph.setOutput(0, graph.getOutput(0).toBuilder().setName("relu1")));

    AfterCut after = early.afterCut("sum");

    assertFalse(after.isPlain());
    assertEquals(List.of(), after.beside());
  }

  @Test
  void afterCut_nodesForNobody_areShown() {
    Network network = parts(13, "sum").extractor();
    Network idle =
        changed(
            network,
            graph ->
                graph.addNode(
                    NodeProto.newBuilder()
                        .setOpType("Neg")
                        .setName("idle")
                        .addInput("sum")
                        .addOutput("idle")));

    assertEquals(List.of("idle"), names(idle.afterCut("sum").beside()));
  }

  @Test
  void afterCut_noSuchTensor_isRefusedByName() {
    Network network = parts(13, "sum").extractor();

    for (String name : List.of("nowhere", "image", "conv1.weight")) {
      assertEquals(
          "no node of the extractor of residual makes the tensor \""
              + name
              + "\"; name the tensor where it was cut",
          Refusals.sentence(UnknownCutException.class, () -> network.afterCut(name)));
    }
  }
}
