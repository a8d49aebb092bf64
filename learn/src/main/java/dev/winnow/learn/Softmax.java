package dev.winnow.learn;

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

  static Function<Call, NDArray> bind(Site site, Along along) {
    if (site.opset() >= OF_ONE_AXIS) {
      int axis = site.attributes().integer("axis", -1);
      return call -> along.apply(call.input(0), axis);
    }
    Function<Call, NDArray> flatten = Shaping.flatten(site);
    return call -> along.apply(flatten.apply(call), 1).reshape(call.input(0).getShape());
  }
}
