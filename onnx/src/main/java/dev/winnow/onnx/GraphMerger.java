package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Puts two networks one behind the other: what the first one ends in, the second one begins with. A
 * split leaves what both sides need in both, so constants, and nodes that compute constants, may
 * occur twice; they are taken once. What the second one computes under a name of the first, such as
 * the cut restored from its reduction, gets another.
 */
final class GraphMerger {
  private GraphMerger() {}

  static Network joined(Network first, Network second) {
    ModelProto.Builder model = first.graph().model().toBuilder();
    GraphProto.Builder graph = model.getGraphBuilder();
    GraphProto behind = second.graph().model().getGraph();
    addConstants(graph, behind);
    addNodes(graph, second.graph());
    addListedConstants(graph, behind, first.outputs().get(0).name());
    graph.clearOutput().addAllOutput(behind.getOutputList());
    Network joined = Network.of(first + " with " + second, model.build());
    return joined.withCard(first.card().withLabels(second.card().labels()));
  }

  private static void addConstants(GraphProto.Builder graph, GraphProto behind) {
    Map<String, TensorProto> known = new HashMap<>();
    graph.getInitializerList().forEach(constant -> known.put(constant.getName(), constant));
    for (TensorProto constant : behind.getInitializerList()) {
      TensorProto same = known.get(constant.getName());
      if (same == null) {
        graph.addInitializer(constant);
      } else if (!same.equals(constant)) {
        throw new IllegalArgumentException(
            "the constant " + constant.getName() + " differs on the two sides of the cut");
      }
    }
  }

  private static void addNodes(GraphProto.Builder graph, Graph second) {
    Set<String> made = new HashSet<>();
    graph.getNodeList().forEach(node -> made.addAll(node.getOutputList()));
    Map<String, String> renamed = new HashMap<>();
    for (NodeProto node : second.model().getGraph().getNodeList()) {
      for (String output : node.getOutputList()) {
        if (made.contains(output) && second.isFlowing(output)) {
          renamed.put(output, free(output, made));
        }
      }
    }
    for (NodeProto node : second.model().getGraph().getNodeList()) {
      boolean isConstant = node.getOutputList().stream().noneMatch(second::isFlowing);
      if (!isConstant || !made.containsAll(node.getOutputList())) {
        graph.addNode(renamed(node, renamed));
      }
    }
  }

  private static String free(String name, Set<String> made) {
    String free = name + ".again";
    while (!made.add(free)) {
      free += "_";
    }
    return free;
  }

  private static NodeProto renamed(NodeProto node, Map<String, String> names) {
    NodeProto.Builder builder = node.toBuilder().clearInput().clearOutput();
    node.getInputList().forEach(name -> builder.addInput(names.getOrDefault(name, name)));
    node.getOutputList().forEach(name -> builder.addOutput(names.getOrDefault(name, name)));
    return builder.build();
  }

  /** Before ir_version 4 constants are listed among the inputs. */
  private static void addListedConstants(
      GraphProto.Builder graph, GraphProto behind, String crossing) {
    Set<String> listed = new HashSet<>();
    graph.getInputList().forEach(input -> listed.add(input.getName()));
    for (ValueInfoProto input : behind.getInputList()) {
      if (!input.getName().equals(crossing) && listed.add(input.getName())) {
        graph.addInput(input);
      }
    }
  }
}
