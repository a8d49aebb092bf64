package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A model whose references all lead somewhere, with its nodes in topological order and the answers
 * to who makes and who takes a tensor. Immutable. Building it costs time and memory linear in the
 * size of the graph; weights are shared with the model.
 */
final class Graph {
  /** The oldest ir_version whose weights need not be listed among the inputs. */
  static final int UNLISTED_WEIGHTS = 4;

  private final String what;
  private final ModelProto model;
  private final List<NodeProto> protos;
  private final List<Node> nodes;
  private final Map<String, TensorProto> initializers = new HashMap<>();
  private final List<ValueInfoProto> inputs;
  private final Map<String, Integer> makers = new HashMap<>();
  private final Map<String, List<Integer>> takers = new HashMap<>();
  private final Set<String> outputs = new HashSet<>();
  private final Set<String> flowing = new HashSet<>();
  private final boolean[] needed;

  private Graph(String what, ModelProto model) {
    this.what = what;
    this.protos = TopologicalSort.sorted(what, model.getGraph());
    this.model = sorted(model, protos);
    GraphProto graph = this.model.getGraph();
    graph.getInitializerList().forEach(proto -> initializers.put(proto.getName(), proto));
    graph.getOutputList().forEach(output -> outputs.add(output.getName()));
    this.inputs =
        graph.getInputList().stream()
            .filter(input -> !initializers.containsKey(input.getName()))
            .toList();
    List<String> names = Node.namesOf(protos);
    List<Node> described = new ArrayList<>();
    for (int i = 0; i < protos.size(); i++) {
      described.add(node(names.get(i), protos.get(i)));
      index(i, protos.get(i));
    }
    this.nodes = List.copyOf(described);
    this.needed = new boolean[nodes.size()];
    flow();
    need();
  }

  /**
   * @throws MalformedNetworkException if the model contradicts itself
   * @throws UnsupportedNetworkException if it uses a part of ONNX that is not supported
   */
  static Graph of(String what, ModelProto model) {
    ModelValidator.check(what, model);
    return new Graph(what, model);
  }

  /** What the network is called in messages. */
  String what() {
    return what;
  }

  ModelProto model() {
    return model;
  }

  /** The nodes in topological order. */
  List<Node> nodes() {
    return nodes;
  }

  /** A node as the file has it; by its place in the topological order. */
  NodeProto proto(int node) {
    return protos.get(node);
  }

  /** The inputs that are no weights. */
  List<ValueInfoProto> inputs() {
    return inputs;
  }

  boolean isOutput(String tensor) {
    return outputs.contains(tensor);
  }

  Optional<TensorProto> initializer(String tensor) {
    return Optional.ofNullable(initializers.get(tensor));
  }

  /** The place of the node that makes a tensor; empty for inputs, weights and unknown names. */
  OptionalInt maker(String tensor) {
    Integer maker = makers.get(tensor);
    return maker == null ? OptionalInt.empty() : OptionalInt.of(maker);
  }

  /** The places of the nodes that take a tensor, ascending, each once. */
  List<Integer> takers(String tensor) {
    return takers.getOrDefault(tensor, List.of());
  }

  /** Whether a tensor depends on an input; the others are constant. */
  boolean isFlowing(String tensor) {
    return flowing.contains(tensor);
  }

  /** Whether a node depends on an input. */
  boolean isFlowing(int node) {
    return nodes.get(node).inputs().stream().anyMatch(flowing::contains);
  }

  /** Whether a node contributes to an output. */
  boolean isNeeded(int node) {
    return needed[node];
  }

  @Override
  public String toString() {
    return what;
  }

  private static ModelProto sorted(ModelProto model, List<NodeProto> protos) {
    if (model.getGraph().getNodeList().equals(protos)) {
      return model;
    }
    ModelProto.Builder sorted = model.toBuilder();
    sorted.getGraphBuilder().clearNode().addAllNode(protos);
    return sorted.build();
  }

  private Node node(String name, NodeProto proto) {
    String described = "node " + name + " (" + op(proto) + ")";
    return new Node(
        name,
        op(proto),
        TopologicalSort.taken(proto),
        proto.getOutputList(),
        Attributes.of(what, described, proto.getAttributeList()));
  }

  /** Operators outside the standard domain are called by their domain too. */
  private static String op(NodeProto proto) {
    return ModelValidator.isStandard(proto.getDomain())
        ? proto.getOpType()
        : proto.getDomain() + "." + proto.getOpType();
  }

  private void index(int place, NodeProto proto) {
    for (String input : Set.copyOf(TopologicalSort.taken(proto))) {
      if (!input.isEmpty()) {
        takers.computeIfAbsent(input, name -> new ArrayList<>()).add(place);
      }
    }
    proto.getOutputList().forEach(output -> makers.put(output, place));
    makers.remove("");
  }

  private void flow() {
    inputs.forEach(input -> flowing.add(input.getName()));
    for (int i = 0; i < nodes.size(); i++) {
      if (isFlowing(i)) {
        flowing.addAll(nodes.get(i).outputs());
        flowing.remove("");
      }
    }
  }

  private void need() {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      needed[i] =
          nodes.get(i).outputs().stream()
              .anyMatch(name -> isOutput(name) || takers(name).stream().anyMatch(n -> needed[n]));
    }
  }
}
