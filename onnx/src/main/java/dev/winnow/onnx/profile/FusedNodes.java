package dev.winnow.onnx.profile;

import dev.winnow.onnx.Network;
import dev.winnow.onnx.Node;
import dev.winnow.onnx.TensorSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which nodes ONNX Runtime computes in one pass with a convolution or a dense layer before them:
 * batch normalisations, activations and sums that are all that takes its result. They take no time
 * of their own.
 */
final class FusedNodes {
  private static final Set<String> FUSED =
      Set.of("BatchNormalization", "Relu", "LeakyRelu", "Clip", "Sigmoid", "HardSigmoid", "Tanh");

  private final int[] roots;

  private FusedNodes(int[] roots) {
    this.roots = roots;
  }

  static FusedNodes of(Network network) {
    List<Node> nodes = network.nodes();
    Map<String, Integer> takers = takers(network);
    Map<String, Integer> makers = new HashMap<>();
    Set<String> flowing = new HashSet<>();
    network.inputs().forEach(input -> flowing.add(input.name()));
    int[] roots = new int[nodes.size()];
    for (int place = 0; place < roots.length; place++) {
      Node node = nodes.get(place);
      if (node.inputs().stream().noneMatch(flowing::contains)) {
        roots[place] = -1;
        continue;
      }
      flowing.addAll(node.outputs());
      int own = place;
      node.outputs().forEach(output -> makers.put(output, own));
      roots[place] = host(network, node, makers, takers, roots).orElse(place);
    }
    return new FusedNodes(roots);
  }

  /** The root of the layer that computes a node in passing. */
  private static Optional<Integer> host(
      Network network,
      Node node,
      Map<String, Integer> makers,
      Map<String, Integer> takers,
      int[] roots) {
    boolean sum = node.op().equals("Add");
    if (!sum && !FUSED.contains(node.op())) {
      return Optional.empty();
    }
    return node.inputs().stream()
        .limit(sum ? 2 : 1)
        .filter(input -> takers.getOrDefault(input, 0) == 1 && makers.containsKey(input))
        .map(input -> roots[makers.getOrDefault(input, 0)])
        .filter(root -> isHost(network, network.nodes().get(root)))
        .findFirst();
  }

  private static boolean isHost(Network network, Node node) {
    return node.op().equals("Gemm")
        || OperatorKind.of(network, node) == OperatorKind.CONVOLUTION
        || OperatorKind.of(network, node) == OperatorKind.DEPTHWISE;
  }

  private static Map<String, Integer> takers(Network network) {
    Map<String, Integer> takers = new HashMap<>();
    network.nodes().stream()
        .flatMap(node -> node.inputs().stream())
        .forEach(input -> takers.merge(input, 1, Integer::sum));
    network.outputs().stream()
        .map(TensorSpec::name)
        .forEach(output -> takers.merge(output, 2, Integer::sum));
    return takers;
  }

  /** Whether a node is computed for every sample, and in a pass of its own. */
  boolean isRoot(int place) {
    return roots[place] == place;
  }

  /** Where the time of a node belongs: its own place, or that of what computes it in passing. */
  int root(int place) {
    return roots[place] < 0 ? place : roots[place];
  }

  @Override
  public String toString() {
    return Arrays.toString(roots);
  }
}
