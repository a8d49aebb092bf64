package dev.winnow.learn.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.operator.NodeContext;
import dev.winnow.learn.operator.Operator;
import dev.winnow.learn.operator.Operators;
import dev.winnow.learn.operator.UnsupportedOperatorException;
import dev.winnow.learn.torch.Torch;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Node;
import dev.winnow.onnx.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a network is computed: its nodes bound to operators, and what its constants are to training.
 *
 * @param steps in the order of computation
 * @param constants all constants of floats that a step takes, by name
 * @param integers all constants of whole numbers that a step takes, by name
 * @param weights those that gradient descent moves
 * @param statistics those that batch normalisation moves
 */
record ExecutionPlan(
    List<Step> steps,
    Map<String, Tensor> constants,
    Map<String, Whole> integers,
    Set<String> weights,
    Set<String> statistics) {

  /** A constant of whole numbers. */
  record Whole(List<Long> values, Shape shape) {
    /** The constant as a native array. */
    NDArray array(NDManager manager) {
      long[] flat = values.stream().mapToLong(Long::longValue).toArray();
      return Torch.array(manager, flat, shape.toLongs());
    }
  }

  /**
   * One node.
   *
   * @param node the node
   * @param layer what it does
   * @param lastUsed results of earlier steps that no later step takes
   */
  record Step(Node node, Operator.Layer layer, List<String> lastUsed) {}

  /**
   * Plans a network.
   *
   * @throws UnsupportedOperatorException if a node cannot be trained
   */
  static ExecutionPlan of(Network network) {
    network.outputs();
    return new Planner(network).plan();
  }

  private static final class Planner {
    private final Network network;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Operator.Layer> layers = new ArrayList<>();
    private final Map<String, Tensor> constants = new TreeMap<>();
    private final Map<String, Whole> integers = new TreeMap<>();
    private final Set<String> weights = new TreeSet<>();
    private final Set<String> statistics = new TreeSet<>();

    /** What can be taken: inputs, constants, results. */
    private final Set<String> known = new HashSet<>();

    private final Map<String, Integer> lastTaken = new HashMap<>();

    Planner(Network network) {
      this.network = network;
      network.inputs().stream().map(TensorSpec::name).forEach(known::add);
    }

    ExecutionPlan plan() {
      for (Node node : network.nodes()) {
        if (!isConstant(node)) {
          add(node);
        }
      }
      network.outputs().forEach(this::finish);
      return new ExecutionPlan(steps(), constants, integers, weights, statistics);
    }

    private boolean isConstant(Node node) {
      return node.outputs().stream()
          .allMatch(
              name -> network.constant(name).isPresent() || network.integers(name).isPresent());
    }

    private void add(Node node) {
      NodeContext context = new NodeContext(network, node);
      Operator operator =
          Operators.find(node.op())
              .orElseThrow(
                  () ->
                      context.unsupported(
                          "is of an operator that is not among "
                              + String.join(", ", Operators.names())));
      for (int i = 0; i < node.inputs().size(); i++) {
        take(context, operator, i);
      }
      layers.add(operator.binding().apply(context));
      node.outputs().stream().limit(operator.results()).forEach(known::add);
      nodes.add(node);
    }

    private void take(NodeContext context, Operator operator, int input) {
      String name = context.node().input(input);
      if (name.isEmpty()) {
        return;
      }
      Optional<Tensor> constant = network.constant(name);
      if (constant.isPresent()) {
        constants.put(name, constant.get());
        assign(name, constant.get(), operator.roles().get(input));
      } else if (known.contains(name)) {
        lastTaken.put(name, nodes.size());
      } else {
        long[] values =
            network
                .integers(name)
                .orElseThrow(
                    () ->
                        context.unsupported(
                            "takes \""
                                + name
                                + "\", which is neither made by a step nor a constant number"));
        integers.put(name, new Whole(Arrays.stream(values).boxed().toList(), network.shape(name)));
      }
    }

    /** An output may be a constant; it must not be a result that no step makes. */
    private void finish(TensorSpec output) {
      String name = output.name();
      network.constant(name).ifPresent(tensor -> constants.put(name, tensor));
      if (!constants.containsKey(name) && !known.contains(name)) {
        Node maker =
            network.nodes().stream()
                .filter(node -> node.outputs().contains(name))
                .findFirst()
                .orElseThrow();
        throw new NodeContext(network, maker)
            .unsupported("makes the output \"" + name + "\", which no step here makes");
      }
    }

    private void assign(String name, Tensor constant, Operator.@Nullable Role role) {
      if (role == Operator.Role.STATISTIC) {
        statistics.add(name);
      } else if (role == Operator.Role.WEIGHT
          || (role == Operator.Role.COEFFICIENT && constant.shape().size() > 1)) {
        weights.add(name);
      }
    }

    private List<Step> steps() {
      network.inputs().forEach(input -> lastTaken.remove(input.name()));
      network.outputs().forEach(output -> lastTaken.remove(output.name()));
      Map<Integer, List<String>> lastUsed = new HashMap<>();
      lastTaken.forEach(
          (name, step) -> lastUsed.computeIfAbsent(step, s -> new ArrayList<>()).add(name));
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < nodes.size(); i++) {
        steps.add(new Step(nodes.get(i), layers.get(i), lastUsed.getOrDefault(i, List.of())));
      }
      return List.copyOf(steps);
    }
  }
}
