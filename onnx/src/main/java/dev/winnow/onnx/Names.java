package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names for nodes, stable from file to file, because a split keeps the names of tensors. */
final class Names {
  private Names() {}

  /** A node's own name, or one made of its operator and its first output. */
  static String of(NodeProto node) {
    return node.getName().isEmpty() ? made(node) : node.getName();
  }

  /** A name for each node, all different. */
  static List<String> of(List<NodeProto> nodes) {
    Set<String> taken = new HashSet<>();
    return nodes.stream().map(node -> unique(node, taken)).toList();
  }

  private static String unique(NodeProto node, Set<String> taken) {
    String name = of(node);
    if (!taken.add(name)) {
      name = made(node);
      while (!taken.add(name)) {
        name += "_";
      }
    }
    return name;
  }

  private static String made(NodeProto node) {
    String output =
        node.getOutputList().stream().filter(name -> !name.isEmpty()).findFirst().orElse("");
    return node.getOpType() + "_" + output;
  }
}
