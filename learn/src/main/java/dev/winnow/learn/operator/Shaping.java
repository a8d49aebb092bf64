package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.winnow.learn.torch.Axes;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Operators that only give an array another shape, or its axes another order. */
final class Shaping {
  private Shaping() {}

  static NDArray same(NDArray x) {
    return x.reshape(x.getShape());
  }

  /** The numbers from 0, so many of them. */
  static long[] counted(int count) {
    return LongStream.range(0, count).toArray();
  }

  static Function<NodeInvocation, NDArray> flatten(NodeContext context) {
    int axis = context.attributes().integer("axis", 1);
    return invocation -> {
      NDArray x = invocation.input(0);
      Shape shape = x.getShape();
      int split = Axes.fromFront(axis, shape.dimension());
      return x.reshape(shape.slice(0, split).size(), shape.slice(split).size());
    };
  }

  static Function<NodeInvocation, NDArray> reshape(NodeContext context) {
    Integers asked = context.integers(1);
    boolean zeroCopies = context.attributes().integer("allowzero", 0) == 0;
    return invocation -> {
      NDArray x = invocation.input(0);
      long[] dims = asked.of(invocation);
      for (int axis = 0; axis < dims.length; axis++) {
        if (dims[axis] == 0 && zeroCopies) {
          dims[axis] = x.getShape().get(axis);
        }
      }
      return x.reshape(dims);
    };
  }

  static Function<NodeInvocation, NDArray> squeeze(NodeContext context) {
    Optional<Integers> axes = context.integers("axes", 1);
    return invocation -> {
      NDArray x = invocation.input(0);
      Shape shape = x.getShape();
      IntPredicate goes =
          axes.isPresent()
              ? among(axes.get().of(invocation), shape.dimension())
              : axis -> shape.get(axis) == 1;
      return x.reshape(
          IntStream.range(0, shape.dimension())
              .filter(goes.negate())
              .mapToLong(shape::get)
              .toArray());
    };
  }

  static Function<NodeInvocation, NDArray> unsqueeze(NodeContext context) {
    Integers axes =
        context.integers("axes", 1).orElseThrow(() -> context.unsupported("lacks axes"));
    return invocation -> {
      NDArray x = invocation.input(0);
      long[] added = axes.of(invocation);
      long[] dims = new long[x.getShape().dimension() + added.length];
      IntPredicate isAdded = among(added, dims.length);
      int next = 0;
      for (int axis = 0; axis < dims.length; axis++) {
        dims[axis] = isAdded.test(axis) ? 1 : x.getShape().get(next++);
      }
      return x.reshape(dims);
    };
  }

  static Function<NodeInvocation, NDArray> transpose(NodeContext context) {
    int[] order =
        Arrays.stream(context.attributes().integers("perm")).mapToInt(Math::toIntExact).toArray();
    return invocation -> {
      NDArray x = invocation.input(0);
      return order.length == 0 ? x.transpose() : x.transpose(order);
    };
  }

  private static IntPredicate among(long[] axes, int rank) {
    Set<Integer> fromFront =
        Arrays.stream(Axes.fromFront(axes, rank))
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new));
    return fromFront::contains;
  }
}
