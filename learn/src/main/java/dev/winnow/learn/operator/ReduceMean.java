package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import dev.winnow.learn.torch.Axes;
import java.util.Optional;
import java.util.function.Function;

/** {@code ReduceMean}. */
final class ReduceMean {
  private ReduceMean() {}

  static Function<NodeInvocation, NDArray> mean(NodeContext context) {
    boolean keeps = context.attributes().integer("keepdims", 1) == 1;
    boolean noneMeansNone = context.attributes().integer("noop_with_empty_axes", 0) == 1;
    Optional<Integers> asked = context.integers("axes", 1);
    return invocation -> {
      NDArray x = invocation.input(0);
      int rank = x.getShape().dimension();
      long[] axes = asked.isPresent() ? asked.get().of(invocation) : new long[0];
      if (axes.length == 0 && noneMeansNone) {
        return Shaping.same(x);
      }
      return Axes.mean(
          x, Axes.fromFront(axes.length == 0 ? Shaping.counted(rank) : axes, rank), keeps);
    };
  }
}
