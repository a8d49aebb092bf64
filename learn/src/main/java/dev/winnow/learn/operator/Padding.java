package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.winnow.learn.torch.Axes;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code Pad}: more at both sides of each axis, of a constant or of what the array itself holds
 * there; less where the pad is negative.
 */
final class Padding {
  private Padding() {}

  /** What lies so far before the beginning or behind the end of an axis. */
  @FunctionalInterface
  private interface Beyond {
    NDArray of(NDArray x, int axis, long count, boolean before);
  }

  static Function<NodeInvocation, NDArray> bind(NodeContext context) {
    Integers pads =
        context.integers("pads", 1).orElseThrow(() -> context.unsupported("lacks pads"));
    Optional<Integers> axes = context.integers("axes", 3);
    float value = context.number(2, context.attributes().number("value", 0));
    String mode = context.attributes().text("mode", "constant");
    Optional<Beyond> beyond = beyond(context, mode);
    return invocation -> {
      NDArray x = invocation.input(0);
      int rank = x.getShape().dimension();
      long[] asked = pads.of(invocation);
      int count = asked.length / 2;
      long[] begins = new long[rank];
      long[] ends = new long[rank];
      long[] where = axes.isPresent() ? axes.get().of(invocation) : Shaping.counted(count);
      for (int i = 0; i < count; i++) {
        begins[Axes.fromFront(where[i], rank)] = asked[i];
        ends[Axes.fromFront(where[i], rank)] = asked[i + count];
      }
      return beyond.isPresent()
          ? extend(x, begins, ends, beyond.get())
          : Axes.pad(x, begins, ends, value);
    };
  }

  private static Optional<Beyond> beyond(NodeContext context, String mode) {
    return switch (mode) {
      case "constant" -> Optional.empty();
      case "edge" -> Optional.of(Padding::edge);
      case "reflect" -> Optional.of(Padding::reflection);
      case "wrap" -> Optional.of(Padding::otherSide);
      default -> throw context.unsupported("pads in the unknown mode \"" + mode + "\"");
    };
  }

  private static NDArray extend(NDArray array, long[] begins, long[] ends, Beyond beyond) {
    NDArray x = Axes.pad(array, least(begins), least(ends), 0);
    for (int axis = 0; axis < begins.length; axis++) {
      NDList parts = new NDList(x);
      if (begins[axis] > 0) {
        parts.add(0, beyond.of(x, axis, begins[axis], true));
      }
      if (ends[axis] > 0) {
        parts.add(beyond.of(x, axis, ends[axis], false));
      }
      x = parts.size() == 1 ? x : NDArrays.concat(parts, axis);
    }
    return x;
  }

  /** What is to be cut off. */
  private static long[] least(long[] pads) {
    return Arrays.stream(pads).map(pad -> Math.min(pad, 0)).toArray();
  }

  private static NDArray edge(NDArray x, int axis, long count, boolean before) {
    long extent = x.getShape().get(axis);
    long[] dims = Axes.extents(x);
    dims[axis] = count;
    long place = before ? 0 : extent - 1;
    return Axes.slice(x, axis, place, place + 1).broadcast(new Shape(dims));
  }

  private static NDArray reflection(NDArray x, int axis, long count, boolean before) {
    long extent = x.getShape().get(axis);
    NDArray part =
        before
            ? Axes.slice(x, axis, 1, count + 1)
            : Axes.slice(x, axis, extent - 1 - count, extent - 1);
    return part.flip(axis);
  }

  private static NDArray otherSide(NDArray x, int axis, long count, boolean before) {
    long extent = x.getShape().get(axis);
    return before ? Axes.slice(x, axis, extent - count, extent) : Axes.slice(x, axis, 0, count);
  }
}
