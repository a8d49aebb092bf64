package dev.winnow.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.function.Function;

/**
 * {@code ConstantOfShape} and {@code Expand}: arrays made of one number or of a smaller array. A
 * shape that is constant makes a constant, which never runs.
 */
final class Filling {
  private Filling() {}

  static Function<Call, NDArray> ofShape(Site site) {
    Integers shape = site.integers(0);
    boolean filled = site.attributes().has("value");
    float value =
        filled
            ? site.attributes()
                .tensor("value")
                .map(number -> number.buffer().get(0))
                .orElseThrow(() -> site.unsupported("fills with numbers that are not floats"))
            : 0;
    return call -> call.manager().full(new Shape(shape.of(call)), value);
  }

  static Function<Call, NDArray> expand(Site site) {
    Integers asked = site.integers(1);
    return call -> {
      NDArray x = call.input(0);
      long[] shape = asked.of(call);
      long[] own = x.getShape().getShape();
      long[] dims = new long[Math.max(shape.length, own.length)];
      for (int behind = 1; behind <= dims.length; behind++) {
        long there = behind <= own.length ? own[own.length - behind] : 1;
        long wanted = behind <= shape.length ? shape[shape.length - behind] : 1;
        dims[dims.length - behind] = there == 1 ? wanted : there;
      }
      return x.broadcast(new Shape(dims));
    };
  }
}
