package dev.winnow.onnx.quantization;

import dev.winnow.onnx.Network;
import dev.winnow.onnx.Node;
import dev.winnow.onnx.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who takes a tensor, and which depend on what goes in. */
final class GraphIndex {
  private final Map<String, List<Node>> takers = new HashMap<>();
  private final Set<String> outputs = new HashSet<>();
  private final Set<String> flowing = new HashSet<>();

  GraphIndex(Network network) {
    network.outputs().stream().map(TensorSpec::name).forEach(outputs::add);
    network.inputs().stream().map(TensorSpec::name).forEach(flowing::add);
    for (Node node : network.nodes()) {
      for (String input : Set.copyOf(node.inputs())) {
        takers.computeIfAbsent(input, name -> new ArrayList<>()).add(node);
      }
      if (node.inputs().stream().anyMatch(flowing::contains)) {
        flowing.addAll(node.outputs());
      }
    }
    flowing.remove("");
  }

  boolean isFlowing(String tensor) {
    return flowing.contains(tensor);
  }

  /** The node that alone takes a tensor, which is no output of the network either. */
  Optional<Node> onlyTaker(String tensor) {
    List<Node> all = takers.getOrDefault(tensor, List.of());
    return all.size() == 1 && !outputs.contains(tensor)
        ? Optional.of(all.get(0))
        : Optional.empty();
  }
}
