package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.winnow.learn.torch.Axes;
import dev.winnow.learn.torch.Torch;
import java.util.function.Function;
import java.util.stream.IntStream;

/** {@code Gather}: parts of an array, chosen on one axis by their numbers. */
final class Gather {
  private Gather() {}

  static Function<NodeInvocation, NDArray> bind(NodeContext context) {
    int asked = context.attributes().integer("axis", 0);
    return invocation -> {
      NDArray x = invocation.input(0);
      NDArray numbers = invocation.input(1);
      Shape shape = x.getShape();
      int axis = Axes.fromFront(asked, shape.dimension());
      NDArray first = x.transpose(order(shape.dimension(), axis)).reshape(shape.get(axis), -1);
      long width = first.getShape().get(1);
      NDArray index =
          fromFront(numbers, shape.get(axis))
              .reshape(-1, 1)
              .broadcast(new Shape(numbers.size(), width));
      NDArray chosen = JniUtils.gather((PtNDArray) first, (PtNDArray) index, 0);
      Shape rest = shape.slice(0, axis).addAll(shape.slice(axis + 1));
      NDArray parts = chosen.reshape(new Shape(numbers.size()).addAll(rest));
      int[] back = inverse(order(shape.dimension(), axis));
      return parts
          .transpose(back)
          .reshape(shape.slice(0, axis).addAll(numbers.getShape()).addAll(shape.slice(axis + 1)));
    };
  }

  /** Numbers below 0 count from behind. */
  private static NDArray fromFront(NDArray numbers, long extent) {
    NDArray below = numbers.lt(numbers.zerosLike()).toType(DataType.INT64, true);
    return numbers.add(below.mul(Torch.array(numbers.getManager(), new long[] {extent})));
  }

  /** One axis before all others. */
  private static int[] order(int rank, int first) {
    return IntStream.concat(
            IntStream.of(first), IntStream.range(0, rank).filter(axis -> axis != first))
        .toArray();
  }

  private static int[] inverse(int[] order) {
    int[] inverse = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      inverse[order[i]] = i;
    }
    return inverse;
  }
}
