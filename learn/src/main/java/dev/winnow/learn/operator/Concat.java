package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import dev.winnow.learn.torch.Axes;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code Sum}, {@code Concat} and {@code Split}: any number of arrays made one, or one made any.
 */
final class Concat {
  private Concat() {}

  static Function<NodeInvocation, NDArray> concat(NodeContext context) {
    int axis = context.attributes().integer("axis", 1);
    return invocation -> {
      NDList parts = invocation.inputs();
      return NDArrays.concat(parts, Axes.fromFront(axis, parts.head().getShape().dimension()));
    };
  }

  static Function<NodeInvocation, NDArray> sum(NodeContext context) {
    return invocation -> {
      NDList terms = invocation.inputs();
      return terms.size() == 1
          ? Shaping.same(terms.head())
          : terms.stream().reduce(NDArray::add).orElseThrow();
    };
  }

  static Operator.Layer split(NodeContext context) {
    int asked = context.attributes().integer("axis", 0);
    int parts = context.node().outputs().size();
    Optional<Integers> extents = context.integers("split", 1);
    return invocation -> {
      NDArray x = invocation.input(0);
      int axis = Axes.fromFront(asked, x.getShape().dimension());
      long[] sizes =
          extents.isPresent() ? extents.get().of(invocation) : alike(x.getShape().get(axis), parts);
      return split(x, axis, sizes);
    };
  }

  /** Parts of an array, in its memory. */
  static NDList split(NDArray x, int axis, long... sizes) {
    NDList made = new NDList();
    long from = 0;
    for (long size : sizes) {
      made.add(Axes.slice(x, axis, from, from + size));
      from += size;
    }
    return made;
  }

  /** Parts of the same size, but for a smaller last one. */
  private static long[] alike(long extent, int parts) {
    long[] sizes = new long[parts];
    Arrays.fill(sizes, (extent + parts - 1) / parts);
    sizes[parts - 1] = extent - sizes[0] * (parts - 1);
    return sizes;
  }
}
