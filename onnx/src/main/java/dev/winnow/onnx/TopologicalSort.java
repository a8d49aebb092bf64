package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.winnow.onnx.conversion.CapturedTensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Follows who makes and who takes each tensor, and puts nodes behind what they take from. */
final class TopologicalSort {
  private final String what;
  private final List<NodeProto> nodes;
  private final Map<String, Integer> makers = new HashMap<>();

  private TopologicalSort(String what, List<NodeProto> nodes) {
    this.what = what;
    this.nodes = nodes;
  }

  /**
   * The nodes of a graph in topological order; those of a graph that is sorted keep their order.
   *
   * @throws MalformedNetworkException if a tensor is made twice, or taken and never made, or if a
   *     node depends on itself
   */
  static List<NodeProto> sorted(String what, GraphProto graph) {
    TopologicalSort wiring = new TopologicalSort(what, graph.getNodeList());
    Set<String> given = given(graph);
    wiring.collectMakers(given);
    wiring.checkReferences(given, graph);
    return wiring.sort();
  }

  /** What a node takes by its inputs and, if it runs graphs of its own, what these capture. */
  static List<String> taken(NodeProto node) {
    Set<String> captured = CapturedTensors.of(node);
    if (captured.isEmpty()) {
      return node.getInputList();
    }
    List<String> taken = new ArrayList<>(node.getInputList());
    captured.stream().filter(name -> !taken.contains(name)).forEach(taken::add);
    return taken;
  }

  private static Set<String> given(GraphProto graph) {
    Set<String> given = new HashSet<>();
    graph.getInputList().stream().map(ValueInfoProto::getName).forEach(given::add);
    graph.getInitializerList().stream().map(TensorProto::getName).forEach(given::add);
    return given;
  }

  private void collectMakers(Set<String> given) {
    for (int i = 0; i < nodes.size(); i++) {
      for (String output : nodes.get(i).getOutputList()) {
        if (!output.isEmpty() && (given.contains(output) || makers.put(output, i) != null)) {
          throw malformed(
              "node %s makes the tensor \"%s\", which something else makes too"
                  .formatted(describe(i), output));
        }
      }
    }
  }

  private void checkReferences(Set<String> given, GraphProto graph) {
    for (int i = 0; i < nodes.size(); i++) {
      for (String input : taken(nodes.get(i))) {
        if (!input.isEmpty() && !given.contains(input) && !makers.containsKey(input)) {
          throw malformed(
              "node %s takes the tensor \"%s\", which nothing makes".formatted(describe(i), input));
        }
      }
    }
    for (ValueInfoProto output : graph.getOutputList()) {
      if (!makers.containsKey(output.getName()) && !given.contains(output.getName())) {
        throw malformed("nothing makes its output \"" + output.getName() + "\"");
      }
    }
  }

  /** Kahn's algorithm; of the nodes that are ready, the one that the file has first. */
  private List<NodeProto> sort() {
    List<List<Integer>> followers = new ArrayList<>();
    nodes.forEach(node -> followers.add(new ArrayList<>()));
    int[] waiting = new int[nodes.size()];
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < nodes.size(); i++) {
      for (int maker : makersOf(i)) {
        followers.get(maker).add(i);
        waiting[i]++;
      }
      if (waiting[i] == 0) {
        ready.add(i);
      }
    }
    List<NodeProto> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      int next = ready.remove();
      sorted.add(nodes.get(next));
      for (int follower : followers.get(next)) {
        if (--waiting[follower] == 0) {
          ready.add(follower);
        }
      }
    }
    if (sorted.size() < nodes.size()) {
      throw malformed("node " + describe(inCycle(waiting)) + " depends on its own result");
    }
    return sorted;
  }

  private Set<Integer> makersOf(int node) {
    Set<Integer> found = new HashSet<>();
    for (String input : taken(nodes.get(node))) {
      Integer maker = makers.get(input);
      if (maker != null) {
        found.add(maker);
      }
    }
    return found;
  }

  /** Every node that still waits has a maker that still waits: going back must meet a cycle. */
  private int inCycle(int[] waiting) {
    int node = 0;
    while (waiting[node] == 0) {
      node++;
    }
    boolean[] visited = new boolean[nodes.size()];
    while (!visited[node]) {
      visited[node] = true;
      node = makersOf(node).stream().filter(maker -> waiting[maker] > 0).findFirst().orElseThrow();
    }
    return node;
  }

  private String describe(int node) {
    return Node.nameOf(nodes.get(node)) + " (" + nodes.get(node).getOpType() + ")";
  }

  private MalformedNetworkException malformed(String why) {
    return new MalformedNetworkException(what, why);
  }
}
