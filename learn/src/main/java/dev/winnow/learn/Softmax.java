package dev.winnow.learn;

import ai.djl.ndarray.NDArray;
import java.util.function.Function;

/** {@code Softmax}. Before operator set 13 it saw an array as a matrix, split at its axis. */
final class Softmax {
  private static final int OF_ONE_AXIS = 13;

  private Softmax() {}

  static Function<Call, NDArray> bind(Site site) {
    if (site.opset() >= OF_ONE_AXIS) {
      int axis = site.attributes().integer("axis", -1);
      return call -> call.input(0).softmax(axis);
    }
    Function<Call, NDArray> flatten = Shaping.flatten(site);
    return call -> flatten.apply(call).softmax(1).reshape(call.input(0).getShape());
  }
}
