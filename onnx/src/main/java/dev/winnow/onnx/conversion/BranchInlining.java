package dev.winnow.onnx.conversion;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the branch that an If always takes in its place. What the branch makes keeps its name where
 * that is free, and its outputs get the names of the If's.
 */
public final class BranchInlining {
  private final GraphProto.Builder graph;
  private final GraphEditor editor;

  private BranchInlining(GraphProto.Builder graph) {
    this.graph = graph;
    this.editor = new GraphEditor(graph);
  }

  /**
   * Replaces nodes by one of their branches.
   *
   * @param taken whether the condition holds, by the place of the If among the nodes
   */
  public static void apply(GraphProto.Builder graph, Map<Integer, Boolean> taken) {
    new BranchInlining(graph).inline(taken);
  }

  private void inline(Map<Integer, Boolean> taken) {
    List<NodeProto> nodes = new ArrayList<>();
    for (int i = 0; i < graph.getNodeCount(); i++) {
      Boolean holds = taken.get(i);
      if (holds == null) {
        nodes.add(graph.getNode(i));
      } else {
        nodes.addAll(branch(graph.getNode(i), holds ? "then_branch" : "else_branch"));
      }
    }
    graph.clearNode().addAllNode(nodes);
  }

  private List<NodeProto> branch(NodeProto node, String name) {
    GraphProto branch =
        node.getAttributeList().stream()
            .filter(attribute -> attribute.getName().equals(name))
            .map(AttributeProto::getG)
            .findFirst()
            .orElseThrow(
                () -> new InconvertibleException("its node %s has no %s".formatted(node, name)));
    Map<String, String> names = names(branch, node);
    for (TensorProto weight : branch.getInitializerList()) {
      graph.addInitializer(weight.toBuilder().setName(names.getOrDefault(weight.getName(), "")));
    }
    List<NodeProto> nodes = new ArrayList<>();
    for (NodeProto inner : branch.getNodeList()) {
      nodes.add(renamed(inner, names).toBuilder().setName(free(inner.getName())).build());
    }
    for (int i = 0; i < node.getOutputCount(); i++) {
      String made = branch.getOutput(i).getName();
      String wanted = node.getOutput(i);
      if (!wanted.isEmpty() && !names.getOrDefault(made, made).equals(wanted)) {
        nodes.add(same(names.getOrDefault(made, made), wanted));
      }
    }
    return nodes;
  }

  /** New names of what a branch holds; an output that one of its nodes makes has the If's. */
  private Map<String, String> names(GraphProto branch, NodeProto node) {
    Map<String, String> names = new HashMap<>();
    for (NodeProto inner : branch.getNodeList()) {
      for (String output : inner.getOutputList()) {
        for (int i = 0; i < node.getOutputCount(); i++) {
          if (!output.isEmpty()
              && !node.getOutput(i).isEmpty()
              && branch.getOutput(i).getName().equals(output)) {
            names.putIfAbsent(output, node.getOutput(i));
          }
        }
        if (!output.isEmpty()) {
          names.computeIfAbsent(output, editor::free);
        }
      }
    }
    branch.getInitializerList().forEach(w -> names.computeIfAbsent(w.getName(), editor::free));
    return names;
  }

  private String free(String name) {
    return name.isEmpty() ? name : editor.free(name);
  }

  private NodeProto same(String from, String to) {
    return NodeProto.newBuilder()
        .setOpType("Identity")
        .setName(editor.free("Identity_" + to))
        .addInput(from)
        .addOutput(to)
        .build();
  }

  private static NodeProto renamed(NodeProto node, Map<String, String> names) {
    NodeProto.Builder builder = node.toBuilder().clearInput().clearOutput().clearAttribute();
    node.getInputList().forEach(name -> builder.addInput(names.getOrDefault(name, name)));
    node.getOutputList().forEach(name -> builder.addOutput(names.getOrDefault(name, name)));
    for (AttributeProto attribute : node.getAttributeList()) {
      builder.addAttribute(
          attribute.hasG()
              ? attribute.toBuilder().setG(renamed(attribute.getG(), names)).build()
              : attribute);
    }
    return builder.build();
  }

  /** What a graph in the branch captures; what it makes itself keeps its name. */
  private static GraphProto renamed(GraphProto inner, Map<String, String> names) {
    Map<String, String> captured = new HashMap<>(names);
    inner.getInputList().forEach(input -> captured.remove(input.getName()));
    inner.getInitializerList().forEach(weight -> captured.remove(weight.getName()));
    inner.getNodeList().forEach(node -> node.getOutputList().forEach(captured::remove));
    GraphProto.Builder builder = inner.toBuilder().clearNode().clearOutput();
    inner.getNodeList().forEach(node -> builder.addNode(renamed(node, captured)));
    for (ValueInfoProto output : inner.getOutputList()) {
      builder.addOutput(
          output.toBuilder().setName(captured.getOrDefault(output.getName(), output.getName())));
    }
    return builder.build();
  }
}
