package dev.winnow.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.function.Function;

/** Operators that only give an array another shape: {@code Flatten}, {@code Reshape}. */
final class Shaping {
  private Shaping() {}

  static NDArray same(NDArray x) {
    return x.reshape(x.getShape());
  }

  static Function<Call, NDArray> flatten(Site site) {
    int axis = site.attributes().integer("axis", 1);
    return call -> {
      NDArray x = call.input(0);
      Shape shape = x.getShape();
      int split = axis < 0 ? axis + shape.dimension() : axis;
      return x.reshape(shape.slice(0, split).size(), shape.slice(split).size());
    };
  }

  static Function<Call, NDArray> reshape(Site site) {
    long[] asked = site.integers(1);
    boolean zeroCopies = site.attributes().integer("allowzero", 0) == 0;
    return call -> {
      NDArray x = call.input(0);
      long[] dims = asked.clone();
      for (int axis = 0; axis < dims.length; axis++) {
        if (dims[axis] == 0 && zeroCopies) {
          dims[axis] = x.getShape().get(axis);
        }
      }
      return x.reshape(dims);
    };
  }
}
