package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import dev.winnow.learn.torch.Axes;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** {@code Slice}: a part of each axis, at any step, backwards too. */
final class Slicing {
  private Slicing() {}

  static Function<NodeInvocation, NDArray> bind(NodeContext context) {
    Integers starts = context.integers("starts", 1).orElseThrow(() -> lacking(context, "starts"));
    Integers ends = context.integers("ends", 2).orElseThrow(() -> lacking(context, "ends"));
    Optional<Integers> axes = context.integers("axes", 3);
    Optional<Integers> steps = context.integers("steps", 4);
    return invocation -> {
      long[] from = starts.of(invocation);
      long[] to = ends.of(invocation);
      long[] step = steps.isPresent() ? steps.get().of(invocation) : ones(from.length);
      long[] where =
          axes.isPresent()
              ? axes.get().of(invocation)
              : IntStream.range(0, from.length).asLongStream().toArray();
      NDArray x = Shaping.same(invocation.input(0));
      for (int i = 0; i < from.length; i++) {
        x = slice(x, Axes.fromFront(where[i], x.getShape().dimension()), from[i], to[i], step[i]);
      }
      return x;
    };
  }

  private static NDArray slice(NDArray x, int axis, long start, long end, long step) {
    long extent = x.getShape().get(axis);
    long from = start < 0 ? start + extent : start;
    long to = end < 0 ? end + extent : end;
    if (step > 0) {
      return Axes.slice(x, axis, within(from, 0, extent), within(to, 0, extent), step);
    }
    from = within(from, 0, extent - 1);
    to = within(to, -1, extent - 1);
    if (from <= to) {
      return Axes.slice(x, axis, 0, 0);
    }
    // PyTorch only steps forwards: from the last place that is reached, then turned round.
    long last = from - (from - to - 1) / -step * -step;
    return Axes.slice(x, axis, last, from + 1, -step).flip(axis);
  }

  private static long within(long place, long least, long most) {
    return Math.max(least, Math.min(most, place));
  }

  private static long[] ones(int count) {
    long[] ones = new long[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static UnsupportedOperatorException lacking(NodeContext context, String what) {
    return context.unsupported("lacks " + what);
  }
}
