package dev.winnow.onnx;

import dev.winnow.core.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the multiply-accumulates of a node by the convention that {@link Cost} states. */
final class Macs {
  private final Shapes shapes;

  Macs(Shapes shapes) {
    this.shapes = shapes;
  }

  /** The multiply-accumulates of one run of a node. */
  long of(Node node) {
    return switch (node.op()) {
      case "Conv", "ConvInteger", "com.microsoft.FusedConv" ->
          made(node).size() * filter(taken(node, 1));
      case "QLinearConv" -> made(node).size() * filter(taken(node, 3));
      case "ConvTranspose" -> taken(node, 0).size() * filter(taken(node, 1));
      case "Gemm", "com.microsoft.FusedGemm" -> made(node).size() * gemmDepth(node);
      case "MatMul",
          "MatMulInteger",
          "QLinearMatMul",
          "com.microsoft.FusedMatMul",
          "com.microsoft.MatMulNBits",
          "com.microsoft.QGemm" ->
          made(node).size() * last(taken(node, 0));
      case "LSTM", "GRU", "RNN" -> recurrent(node);
      case "Einsum" -> einsum(node);
      default -> 0;
    };
  }

  private Shape made(Node node) {
    return shapes.whole(node.outputs().get(0));
  }

  private Shape taken(Node node, int input) {
    return shapes.whole(node.input(input));
  }

  /** The elements of a filter that make one element of a channel; the channel axis comes first. */
  private static long filter(Shape weight) {
    return weight.row().size();
  }

  private long gemmDepth(Node node) {
    return taken(node, 0).dim(node.attributes().integer("transA", 0) == 0 ? 1 : 0);
  }

  private static long last(Shape shape) {
    return shape.dim(shape.rank() - 1);
  }

  private long recurrent(Node node) {
    Shape x = taken(node, 0);
    long steps = x.dim(0) * (long) x.dim(1);
    return steps * (taken(node, 1).size() + (long) taken(node, 2).size());
  }

  private long einsum(Node node) {
    String equation = node.attributes().text("equation", "").replace(" ", "");
    List<String> terms = List.of(equation.split("->", 2)[0].split(",", -1));
    Map<String, Integer> extents = new HashMap<>();
    for (int i = 0; i < terms.size(); i++) {
      Shape shape = taken(node, i);
      List<String> labels = labels(terms.get(i), shape.rank());
      for (int axis = 0; axis < labels.size(); axis++) {
        extents.merge(labels.get(axis), shape.dim(axis), Math::max);
      }
    }
    return (terms.size() - 1)
        * extents.values().stream().mapToLong(e -> e).reduce(1, (a, b) -> a * b);
  }

  /** One label per axis; those that an ellipsis stands for are numbered from the right. */
  private static List<String> labels(String term, int rank) {
    int dots = term.indexOf("...");
    String before = dots < 0 ? term : term.substring(0, dots);
    String after = dots < 0 ? "" : term.substring(dots + 3);
    List<String> labels = new ArrayList<>(before.chars().mapToObj(Character::toString).toList());
    for (int hidden = rank - before.length() - after.length(); hidden > 0; hidden--) {
      labels.add("..." + hidden);
    }
    labels.addAll(after.chars().mapToObj(Character::toString).toList());
    return labels;
  }
}
