package dev.winnow.learn.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.winnow.core.Tensor;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.operator.NodeInvocation;
import dev.winnow.learn.operator.Operators;
import dev.winnow.learn.operator.UnsupportedOperatorException;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.torch.TorchUnavailableException;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Node;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * A network whose weights can be moved: the same graph, computed by PyTorch node by node with the
 * table of {@link Operators}.
 *
 * <p>Holds a native copy of every constant; whoever opened it closes it. Arrays that a run makes
 * belong to the {@link NativeScope} in which it runs. Not safe for use by several threads.
 */
public final class TrainableNetwork implements AutoCloseable {
  private final Network network;
  private final NDManager manager;
  private final List<ExecutionPlan.Step> steps;
  private final Map<String, NDArray> constants = new HashMap<>();
  private final Map<String, NDArray> weights = new TreeMap<>();
  private final Set<String> statistics;

  private TrainableNetwork(Network network, ExecutionPlan plan, NDManager manager, boolean learns) {
    this.network = network;
    this.manager = manager;
    this.steps = plan.steps();
    this.statistics = plan.statistics();
    plan.constants().forEach((name, value) -> constants.put(name, Torch.array(manager, value)));
    plan.integers().forEach((name, value) -> constants.put(name, value.array(manager)));
    for (String name : plan.weights()) {
      NDArray weight = constant(name);
      weight.setRequiresGradient(learns);
      weights.put(name, weight);
    }
  }

  /**
   * Opens a network for training, not inside a {@link NativeScope}.
   *
   * @throws UnsupportedOperatorException if a node cannot be trained
   * @throws TorchUnavailableException if PyTorch cannot be loaded
   */
  public static TrainableNetwork open(Network network) {
    return open(network, /* learns= */ true);
  }

  /**
   * Opens a network whose weights stay as they are, so that gradients are only those of its input.
   *
   * @throws UnsupportedOperatorException if a node cannot be trained
   * @throws TorchUnavailableException if PyTorch cannot be loaded
   */
  public static TrainableNetwork frozen(Network network) {
    return open(network, /* learns= */ false);
  }

  /**
   * Plans a network and runs nothing.
   *
   * @throws UnsupportedOperatorException if a node cannot be trained
   */
  public static void requireTrainable(Network network) {
    ExecutionPlan.of(network);
  }

  private static TrainableNetwork open(Network network, boolean learns) {
    ExecutionPlan plan = ExecutionPlan.of(network);
    NDManager manager = Torch.newManager();
    try {
      return new TrainableNetwork(network, plan, manager, learns);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** What gradient descent moves, by name, in alphabetical order. */
  public Collection<NDArray> weights() {
    return weights.values();
  }

  /**
   * The tensors to which cross-entropy is applied, one per output: what goes into the softmax at
   * the end, or the output itself if there is none.
   */
  public List<String> logits() {
    return network.outputs().stream().map(output -> logits(output.name())).toList();
  }

  private String logits(String output) {
    return network.nodes().stream()
        .filter(node -> node.op().equals("Softmax") && node.outputs().contains(output))
        .map(node -> node.input(0))
        .findFirst()
        .orElse(output);
  }

  /** Runs a network of one input up to one tensor. */
  public NDArray run(NDArray batch, Mode mode, String wanted) {
    Map<String, NDArray> inputs = Map.of(network.inputs().get(0).name(), batch);
    return Objects.requireNonNull(run(inputs, mode, Set.of(wanted)).get(wanted));
  }

  /** Runs a network of one input up to several tensors. */
  public Map<String, NDArray> run(NDArray batch, Mode mode, Set<String> wanted) {
    return run(batch, mode, wanted, (name, value) -> value);
  }

  /**
   * Runs a network of one input up to several tensors, each of which may be altered on its way.
   *
   * @param altered what becomes of a tensor, by its name and value
   */
  public Map<String, NDArray> run(
      NDArray batch, Mode mode, Set<String> wanted, BiFunction<String, NDArray, NDArray> altered) {
    return run(Map.of(network.inputs().get(0).name(), batch), mode, wanted, altered);
  }

  /**
   * Runs the network as far as is needed.
   *
   * @param inputs by name, samples on the first axis
   * @param wanted names of tensors, which may lie anywhere in the network
   * @return the wanted tensors by name
   */
  public Map<String, NDArray> run(Map<String, NDArray> inputs, Mode mode, Set<String> wanted) {
    return run(inputs, mode, wanted, (name, value) -> value);
  }

  private Map<String, NDArray> run(
      Map<String, NDArray> inputs,
      Mode mode,
      Set<String> wanted,
      BiFunction<String, NDArray, NDArray> altered) {
    Map<String, NDArray> known = new HashMap<>(constants);
    known.putAll(inputs);
    for (ExecutionPlan.Step step : steps) {
      if (known.keySet().containsAll(wanted)) {
        break;
      }
      compute(step, known, mode, altered);
      for (String name : step.lastUsed()) {
        if (!wanted.contains(name)) {
          Objects.requireNonNull(known.remove(name)).close();
        }
      }
    }
    known.keySet().retainAll(wanted);
    if (known.size() < wanted.size()) {
      throw new IllegalArgumentException(network + " does not have all of the tensors " + wanted);
    }
    return known;
  }

  /** A copy of what training moves: weights and statistics. */
  public Map<String, Tensor> values() {
    Map<String, Tensor> values = new TreeMap<>();
    weights.forEach((name, weight) -> values.put(name, Torch.tensor(weight)));
    statistics.forEach(name -> values.put(name, Torch.tensor(constant(name))));
    return values;
  }

  @Override
  public void close() {
    manager.close();
  }

  private NDArray constant(String name) {
    return Objects.requireNonNull(constants.get(name), name);
  }

  /** What a step makes on its way is freed at once, its results when the caller's scope closes. */
  private void compute(
      ExecutionPlan.Step step,
      Map<String, NDArray> known,
      Mode mode,
      BiFunction<String, NDArray, NDArray> altered) {
    Node node = step.node();
    NDList made;
    try (NDScope arrays = new NDScope()) {
      made = step.layer().apply(new NodeInvocation(node, known, mode));
      arrays.suppressNotUsedWarning();
      made.forEach(NDScope::unregister);
    } catch (EngineException e) {
      throw new UnsupportedOperatorException(network, node, "fails in PyTorch", e);
    }
    made.forEach(NDScope::register);
    for (int i = 0; i < node.outputs().size() && i < made.size(); i++) {
      String name = node.outputs().get(i);
      known.put(name, altered.apply(name, made.get(i)));
    }
    known.remove("");
  }
}
