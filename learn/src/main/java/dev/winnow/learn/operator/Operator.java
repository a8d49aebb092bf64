package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One row of the table of {@link Operators}: how an ONNX operator is computed with PyTorch, and
 * what its inputs are to training if they are constants.
 *
 * <p>Every result is a native handle of its own, even where it shares memory with an input, because
 * a handle is closed after its last use.
 *
 * @param binding makes the computation of one node, so that what the operator cannot do is found
 *     before anything runs
 * @param roles of the inputs, by their number; an input without one stays as it is
 * @param results how many results the operator makes at most
 */
public record Operator(
    Function<NodeContext, Layer> binding, Map<Integer, Role> roles, int results) {

  /** What a constant input is to training. */
  public enum Role {
    /** Gradient descent moves it. */
    WEIGHT,
    /**
     * Gradient descent moves it unless it is a single number, which is part of a formula, such as
     * the 6 in x · clip(x + 3, 0, 6) / 6.
     */
    COEFFICIENT,
    /** Running the operator in {@link Mode#TRAINING} moves it. */
    STATISTIC
  }

  /** What one node does: its results from its inputs. */
  @FunctionalInterface
  public interface Layer {
    NDList apply(NodeInvocation invocation);
  }

  /** An operator of one result. */
  static Operator of(Function<NodeContext, Function<NodeInvocation, NDArray>> binding) {
    return new Operator(
        context -> {
          Function<NodeInvocation, NDArray> bound = binding.apply(context);
          return invocation -> new NDList(bound.apply(invocation));
        },
        Map.of(),
        1);
  }

  /** An operator of several results, those at the end of which a node may leave out. */
  static Operator several(int results, Function<NodeContext, Layer> binding) {
    return new Operator(binding, Map.of(), results);
  }

  /**
   * An operator that is only there where it need not run, which whoever plans a network finds
   * first.
   */
  static Operator refused(String why) {
    return several(
        1,
        context -> {
          throw context.unsupported(why);
        });
  }

  /** An operator without attributes, of one input and one result. */
  static Operator unary(UnaryOperator<NDArray> function) {
    return of(context -> invocation -> function.apply(invocation.input(0)));
  }

  /** An operator without attributes, of two inputs that are broadcast, and one result. */
  static Operator binary(BinaryOperator<NDArray> function) {
    return of(context -> invocation -> function.apply(invocation.input(0), invocation.input(1)));
  }

  /** This operator with the inputs that gradient descent moves. */
  Operator learns(int... inputs) {
    return with(Role.WEIGHT, inputs);
  }

  /** This operator with the inputs that gradient descent moves unless they are single numbers. */
  Operator scales(int... inputs) {
    return with(Role.COEFFICIENT, inputs);
  }

  /** This operator with the inputs that running it in training moves. */
  Operator tracks(int... inputs) {
    return with(Role.STATISTIC, inputs);
  }

  private Operator with(Role role, int... inputs) {
    Map<Integer, Role> extended = new TreeMap<>(roles);
    for (int input : inputs) {
      extended.put(input, role);
    }
    return new Operator(binding, Map.copyOf(extended), results);
  }
}
