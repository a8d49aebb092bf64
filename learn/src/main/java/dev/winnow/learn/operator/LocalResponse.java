package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.winnow.learn.torch.Axes;
import dev.winnow.learn.torch.Scalars;
import java.util.function.Function;

/**
 * {@code LRN}: each value divided by a power of the squares around it on the axis of channels
 * (Krizhevsky, Sutskever and Hinton 2012, section 3.3).
 */
final class LocalResponse {
  private LocalResponse() {}

  static Function<NodeInvocation, NDArray> bind(NodeContext context) {
    int size = context.attributes().integer("size", 1);
    float alpha = context.attributes().number("alpha", 1e-4f);
    float beta = context.attributes().number("beta", 0.75f);
    float bias = context.attributes().number("bias", 1);
    return invocation -> {
      NDArray x = invocation.input(0);
      NDArray sum = Scalars.plus(Scalars.times(neighbours(x.square(), size), alpha), bias);
      return x.div(Scalars.power(sum, beta));
    };
  }

  /** The mean over a window of channels, where none counts as 0. */
  private static NDArray neighbours(NDArray x, int size) {
    Shape shape = x.getShape();
    long[] below = {(size - 1) / 2, 0};
    long[] above = {size / 2, 0};
    NDArray matrix = x.reshape(shape.get(0), 1, shape.get(1), -1);
    return Axes.pad(matrix, below, above, 0)
        .getNDArrayInternal()
        .avgPool(new Shape(size, 1), new Shape(1, 1), new Shape(0, 0), false, true)
        .reshape(shape);
  }
}
