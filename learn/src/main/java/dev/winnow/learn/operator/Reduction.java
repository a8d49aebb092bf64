package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import dev.winnow.learn.torch.Axes;
import java.util.Optional;
import java.util.function.Function;

/** {@code ReduceMean} and {@code ReduceMax}. */
final class Reduction {
  /** What is made of some axes of an array. */
  @FunctionalInterface
  private interface Kind {
    NDArray of(NDArray x, int[] axes, boolean keeps);
  }

  private Reduction() {}

  static Function<NodeInvocation, NDArray> mean(NodeContext context) {
    return bind(context, Axes::mean);
  }

  static Function<NodeInvocation, NDArray> max(NodeContext context) {
    return bind(context, Reduction::max);
  }

  /** Axis by axis, those behind first, so that the others keep their numbers. */
  private static NDArray max(NDArray x, int[] axes, boolean keeps) {
    NDArray most = Shaping.same(x);
    for (int i = axes.length - 1; i >= 0; i--) {
      most = most.max(new int[] {axes[i]}, keeps);
    }
    return most;
  }

  private static Function<NodeInvocation, NDArray> bind(NodeContext context, Kind kind) {
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
      return kind.of(
          x, Axes.fromFront(axes.length == 0 ? Shaping.counted(rank) : axes, rank), keeps);
    };
  }
}
