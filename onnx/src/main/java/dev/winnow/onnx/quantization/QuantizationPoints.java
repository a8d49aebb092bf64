package dev.winnow.onnx.quantization;

import dev.winnow.onnx.Network;
import dev.winnow.onnx.Node;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tensors become 8-bit integers: what goes into and comes out of layers that have integer
 * kernels. Between a layer and the activation that alone takes its result nothing is rounded. What
 * only moves values keeps the range of what it moves.
 */
final class QuantizationPoints {
  /** Operators besides layers that ONNX Runtime computes on integers. */
  private static final Set<String> INTEGER =
      Set.of("Add", "Mul", "Concat", "AveragePool", "GlobalAveragePool");

  private static final Set<String> MOVING =
      Set.of("MaxPool", "Reshape", "Flatten", "Transpose", "Squeeze", "Unsqueeze");

  private static final Set<String> ACTIVATIONS = Set.of("Relu", "Clip");

  private final Network network;
  private final GraphIndex index;

  /** By the tensor, the one whose range it has: itself, or what was only moved. */
  private final Map<String, String> ranges = new LinkedHashMap<>();

  QuantizationPoints(Network network) {
    this.network = network;
    this.index = new GraphIndex(network);
    for (Node node : network.nodes()) {
      if (isLayer(node) || isInteger(node)) {
        node.inputs().stream().filter(index::isFlowing).forEach(this::add);
        add(activated(node.outputs().get(0)));
      }
    }
    for (Node node : network.nodes()) {
      if (MOVING.contains(node.op()) && ranges.containsKey(node.input(0))) {
        String moved = ranges.get(node.input(0));
        node.outputs().stream().limit(1).forEach(output -> ranges.put(output, moved));
      }
    }
  }

  private void add(String tensor) {
    ranges.put(tensor, tensor);
  }

  /** A layer whose weights are constants that can be rounded. */
  boolean isLayer(Node node) {
    boolean known =
        switch (node.op()) {
          case "Conv" -> true;
          case "MatMul" ->
              network.constant(node.input(1)).filter(w -> w.shape().rank() == 2).isPresent();
          case "Gemm" ->
              node.attributes().integer("transA", 0) == 0
                  && node.attributes().number("alpha", 1) == 1
                  && node.attributes().number("beta", 1) == 1;
          default -> false;
        };
    return known
        && index.isFlowing(node.input(0))
        && network.constant(node.input(1)).isPresent()
        && (node.input(2).isEmpty() || network.constant(node.input(2)).isPresent());
  }

  private boolean isInteger(Node node) {
    return INTEGER.contains(node.op()) && node.inputs().stream().allMatch(index::isFlowing);
  }

  /** What stands behind the activation that alone takes a tensor, if one does. */
  private String activated(String tensor) {
    String made = tensor;
    Optional<Node> taker = index.onlyTaker(made);
    while (taker.filter(node -> ACTIVATIONS.contains(node.op())).isPresent()) {
      made = taker.get().outputs().get(0);
      taker = index.onlyTaker(made);
    }
    return made;
  }

  /** Whether a tensor becomes integers. */
  boolean contains(String tensor) {
    return ranges.containsKey(tensor);
  }

  /** The tensor whose range a tensor has. */
  String range(String tensor) {
    return ranges.getOrDefault(tensor, tensor);
  }

  /** The tensors whose ranges have to be known. */
  Set<String> observed() {
    return new LinkedHashSet<>(ranges.values());
  }
}
