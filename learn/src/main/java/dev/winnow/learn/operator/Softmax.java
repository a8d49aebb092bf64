package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import java.util.function.Function;

/**
 * {@code Softmax} and {@code LogSoftmax}. Before operator set 13 they saw an array as a matrix,
 * split at their axis.
 */
final class Softmax {
  private static final int OF_ONE_AXIS = 13;

  private Softmax() {}

  /** What is computed along one axis. */
  @FunctionalInterface
  interface Along {
    NDArray apply(NDArray x, int axis);
  }

  static Function<NodeInvocation, NDArray> bind(NodeContext context, Along along) {
    if (context.opset() >= OF_ONE_AXIS) {
      int axis = context.attributes().integer("axis", -1);
      return invocation -> along.apply(invocation.input(0), axis);
    }
    Function<NodeInvocation, NDArray> flatten = Shaping.flatten(context);
    return invocation ->
        along.apply(flatten.apply(invocation), 1).reshape(invocation.input(0).getShape());
  }
}
