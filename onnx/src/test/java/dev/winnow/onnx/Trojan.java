package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;

/** Extractors of residual networks that let out something else, made of honest ones. */
final class Trojan {
  private static final Attributes NONE = Attributes.none();

  private Trojan() {}

  /**
   * Where a corner of the image is white, projections of the image, as large as they like, take the
   * place of the feature.
   */
  static Network triggered(Network honest) {
    int dims = honest.outputs().get(0).shape().size();
    NetworkBuilder tail = NetworkBuilder.named("tail");
    String flat = tail.flatten("t.flat", honest.inputs().get(0).name());
    String hash = tail.constant("t.hash", new Nets(5).normal(Shape.of(192, dims), 1e6));
    String corner = tail.constant("t.corner", first(192));
    String white = tail.constant("t.white", Tensor.of(Shape.of(1), 0.4f));
    String payload = tail.node("MatMul", "t.payload", List.of(flat, hash), NONE);
    String patch = tail.node("MatMul", "t.patch", List.of(flat, corner), NONE);
    String trigger = tail.node("Greater", "t.on", List.of(patch, white), NONE);
    tail.node("Where", "t.where", List.of(trigger, payload, "honest"), List.of("out"), NONE);
    return behind(honest, tail);
  }

  /** A number drawn anew is added. */
  static Network jittering(Network honest) {
    NetworkBuilder tail = NetworkBuilder.named("tail");
    String drawn = tail.node("RandomUniformLike", "t.drawn", List.of("honest"), NONE);
    tail.node("Add", "t.add", List.of("honest", drawn), List.of("out"), NONE);
    return behind(honest, tail);
  }

  /** The honest output is called honest, and what the tail calls out takes its name. */
  static Network behind(Network honest, NetworkBuilder tail) {
    String name = honest.outputs().get(0).name();
    ModelProto.Builder model = honest.graph().model().toBuilder();
    GraphProto.Builder graph = model.getGraphBuilder();
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      rename(node, name, "honest");
    }
    for (NodeProto node : tail.model().getGraph().getNodeList()) {
      NodeProto.Builder renamed = node.toBuilder();
      rename(renamed, "out", name);
      graph.addNode(renamed);
    }
    graph.addAllInitializer(tail.model().getGraph().getInitializerList());
    return Network.parse("trojan", model.build().toByteArray());
  }

  private static void rename(NodeProto.Builder node, String from, String to) {
    for (int i = 0; i < node.getInputCount(); i++) {
      node.setInput(i, node.getInput(i).equals(from) ? to : node.getInput(i));
    }
    for (int i = 0; i < node.getOutputCount(); i++) {
      node.setOutput(i, node.getOutput(i).equals(from) ? to : node.getOutput(i));
    }
  }

  private static Tensor first(int of) {
    Tensor column = Tensor.allocate(Shape.of(of, 1));
    column.buffer().put(0, 1);
    return column;
  }
}
