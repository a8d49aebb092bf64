package dev.winnow.onnx.conversion;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the graphs inside a node, such as the branches of an If, take from the graph around it. */
public final class CapturedTensors {
  private CapturedTensors() {}

  /** Names of tensors of the graph around the node, in the order of their first use. */
  public static Set<String> of(NodeProto node) {
    Set<String> captured = new LinkedHashSet<>();
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.hasG()) {
        captured.addAll(of(attribute.getG()));
      }
    }
    return captured;
  }

  private static Set<String> of(GraphProto graph) {
    Set<String> own = new HashSet<>(Set.of(""));
    graph.getInputList().forEach(input -> own.add(input.getName()));
    graph.getInitializerList().forEach(weight -> own.add(weight.getName()));
    graph.getNodeList().forEach(node -> own.addAll(node.getOutputList()));
    Set<String> captured = new LinkedHashSet<>();
    for (NodeProto node : graph.getNodeList()) {
      captured.addAll(node.getInputList());
      captured.addAll(of(node));
    }
    graph.getOutputList().forEach(output -> captured.add(output.getName()));
    captured.removeAll(own);
    return captured;
  }
}
