package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.function.Function;

/**
 * {@code ConstantOfShape} and {@code Expand}: arrays made of one number or of a smaller array. A
 * shape that is constant makes a constant, which never runs.
 */
final class Expand {
  private Expand() {}

  static Function<NodeInvocation, NDArray> ofShape(NodeContext context) {
    Integers shape = context.integers(0);
    boolean filled = context.attributes().has("value");
    float value =
        filled
            ? context
                .attributes()
                .tensor("value")
                .map(number -> number.buffer().get(0))
                .orElseThrow(() -> context.unsupported("fills with numbers that are not floats"))
            : 0;
    return invocation -> invocation.manager().full(new Shape(shape.of(invocation)), value);
  }

  static Function<NodeInvocation, NDArray> expand(NodeContext context) {
    Integers asked = context.integers(1);
    return invocation -> {
      NDArray x = invocation.input(0);
      long[] shape = asked.of(invocation);
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
