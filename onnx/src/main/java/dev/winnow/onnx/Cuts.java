package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The cuts of a network, found in one sweep over its nodes in topological order. Behind each node
 * stands the set of tensors that are made and still to be taken; where it holds a single one,
 * everything flows through that. No cut is missed: every node is either before or after it on some
 * path, so that any topological order has the ones first, and then nothing else is left to take.
 *
 * <p>Constants do not count, nor do nodes that contribute to no output. A tensor that is the input
 * in another order is no cut: what would be sent is the capture itself.
 */
final class Cuts {
  private static final int MOST_NAMED = 4;

  /** Operators that only arrange what they take, or put something constant around it. */
  private static final Set<String> ARRANGING =
      Set.of("Flatten", "Identity", "Pad", "Reshape", "Squeeze", "Transpose", "Unsqueeze");

  private final Graph graph;

  /** By the place of the node that makes the tensor. */
  private final TreeMap<Integer, Cut> byPlace = new TreeMap<>();

  /** The input, and what is the input in another order. */
  private final Set<String> captures = new HashSet<>();

  /** The narrowest place that is none to cut at, and why. */
  private String obstacle = "it has no operator between its input and its output";

  private int narrowest = Integer.MAX_VALUE;

  Cuts(Graph graph, Shapes shapes, Costs costs) {
    this.graph = graph;
    Map<String, Integer> takes = new HashMap<>();
    Set<String> open = new HashSet<>();
    for (ValueInfoProto input : graph.inputs()) {
      open(input.getName(), takes, open);
      captures.add(input.getName());
    }
    for (int i = 0; i < graph.nodes().size(); i++) {
      if (graph.isNeeded(i) && graph.isFlowing(i)) {
        Node node = graph.nodes().get(i);
        Set.copyOf(node.inputs()).forEach(input -> take(input, takes, open));
        node.outputs().forEach(output -> open(output, takes, open));
        if (ARRANGING.contains(node.op()) && captures.contains(node.inputs().get(0))) {
          captures.addAll(node.outputs());
        }
        if (open.size() == 1) {
          add(i, open.iterator().next(), shapes, costs);
        } else if (open.size() < narrowest) {
          narrowest = open.size();
          obstacle =
              "behind %s, where it is narrowest, the %d tensors %s carry data side by side"
                  .formatted(node, open.size(), open.stream().sorted().limit(MOST_NAMED).toList());
        }
      }
    }
  }

  /** Why there is no cut, in a sentence; empty if there is one. */
  Optional<String> obstacle() {
    return byPlace.isEmpty()
        ? Optional.of("%s cannot be cut: %s".formatted(graph.what(), obstacle))
        : Optional.empty();
  }

  /** The cuts in order from input to output. */
  List<Cut> all() {
    return List.copyOf(byPlace.values());
  }

  /**
   * The cut of a tensor, or of the layer that makes it.
   *
   * @throws UnknownCutException if there is none
   */
  Cut find(String name) {
    List<Cut> found = new ArrayList<>();
    for (Cut cut : byPlace.values()) {
      if (cut.tensor().equals(name)) {
        return cut;
      }
      if (cut.layer().equals(name)) {
        found.add(cut);
      }
    }
    if (found.isEmpty()) {
      throw new UnknownCutException(new CutSuggestions(graph, byPlace, captures).explain(name));
    }
    return found.get(0);
  }

  private void open(String tensor, Map<String, Integer> takes, Set<String> open) {
    long takers =
        graph.takers(tensor).stream().filter(graph::isNeeded).count()
            + (graph.isOutput(tensor) ? 1 : 0);
    if (takers > 0 && !tensor.isEmpty()) {
      takes.put(tensor, (int) takers);
      open.add(tensor);
    }
  }

  private static void take(String tensor, Map<String, Integer> takes, Set<String> open) {
    if (open.contains(tensor) && takes.merge(tensor, -1, Integer::sum) == 0) {
      open.remove(tensor);
    }
  }

  private void add(int place, String tensor, Shapes shapes, Costs costs) {
    if (graph.isOutput(tensor)) {
      return;
    }
    if (captures.contains(tensor)) {
      narrowest = 1;
      obstacle =
          "all flows through the tensor \"%s\", which is its input in another order"
              .formatted(tensor);
      return;
    }
    if (!shapes.isFloat(tensor) || !shapes.isBatched(tensor)) {
      narrowest = 1;
      obstacle =
          "all flows through the tensor \"%s\", which %s"
              .formatted(
                  tensor,
                  shapes.isFloat(tensor)
                      ? "does not have the samples on its first axis"
                      : "holds no 32-bit floats");
      return;
    }
    Node node = graph.nodes().get(place);
    byPlace.put(
        place,
        new Cut(
            tensor,
            node.name(),
            node.op(),
            shapes.sample(tensor),
            costs.upTo(place),
            costs.behind(place)));
  }
}
