package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One operator of a network.
 *
 * @param name unlike any other node's; a node that has no name in the file, or one already taken,
 *     is called by its operator and its first output, as in {@code Relu_conv1}
 * @param op the operator, such as {@code Conv}, with its domain if that is not the standard one,
 *     such as {@code com.microsoft.FusedConv}
 * @param inputs names of the tensors it takes; an absent optional one is empty. Of an operator that
 *     runs graphs of its own, what these take from around them stands behind its own inputs
 * @param outputs names of the tensors it makes; an absent optional one is empty
 * @param attributes the constants of the operator
 */
public record Node(
    String name, String op, List<String> inputs, List<String> outputs, Attributes attributes) {
  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** The n-th input, or the empty name if there are fewer. */
  public String input(int n) {
    return n < inputs.size() ? inputs.get(n) : "";
  }

  /** The name and the operator: {@code conv1 (Conv)}. */
  @Override
  public String toString() {
    return name + " (" + op + ")";
  }

  /** A node's own name, or one made of its operator and its first output. */
  static String nameOf(NodeProto node) {
    return node.getName().isEmpty() ? made(node) : node.getName();
  }

  /**
   * A name for each node, all different, and stable from file to file, because a split keeps the
   * names of tensors.
   */
  static List<String> namesOf(List<NodeProto> nodes) {
    Set<String> taken = new HashSet<>();
    return nodes.stream().map(node -> unique(node, taken)).toList();
  }

  private static String unique(NodeProto node, Set<String> taken) {
    String name = nameOf(node);
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
