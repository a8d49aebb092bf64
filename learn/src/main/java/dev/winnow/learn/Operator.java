package dev.winnow.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Arrays;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One row of the table of {@link Operators}: how an ONNX operator is computed with PyTorch, and
 * which of its inputs are learnt if they are constants.
 *
 * <p>Every result is a native handle of its own, even where it shares memory with an input, because
 * a handle is closed after its last use.
 *
 * @param binding makes the computation of one node, so that what the operator cannot do is found
 *     before anything runs
 * @param weights inputs that gradient descent moves
 * @param statistics inputs that batch normalisation moves while it runs
 */
record Operator(Function<Site, Layer> binding, Set<Integer> weights, Set<Integer> statistics) {

  /** What one node does: its results from its inputs. */
  @FunctionalInterface
  interface Layer {
    NDList apply(Call call);
  }

  /** An operator of one result. */
  static Operator of(Function<Site, Function<Call, NDArray>> binding) {
    return new Operator(
        site -> {
          Function<Call, NDArray> bound = binding.apply(site);
          return call -> new NDList(bound.apply(call));
        },
        Set.of(),
        Set.of());
  }

  /** An operator without attributes, of one input and one result. */
  static Operator unary(UnaryOperator<NDArray> function) {
    return of(site -> call -> function.apply(call.input(0)));
  }

  /** An operator without attributes, of two inputs that are broadcast, and one result. */
  static Operator binary(BinaryOperator<NDArray> function) {
    return of(site -> call -> function.apply(call.input(0), call.input(1)));
  }

  /** This operator with the inputs that gradient descent moves. */
  Operator learns(Integer... inputs) {
    return new Operator(binding, set(inputs), statistics);
  }

  /** This operator with the inputs that running it in training moves. */
  Operator tracks(Integer... inputs) {
    return new Operator(binding, weights, set(inputs));
  }

  private static Set<Integer> set(Integer... inputs) {
    return Arrays.stream(inputs).collect(Collectors.toUnmodifiableSet());
  }
}
