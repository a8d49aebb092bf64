package dev.winnow.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code Sum}, {@code Concat} and {@code Split}: any number of arrays made one, or one made any.
 */
final class Joining {
  private Joining() {}

  static Function<Call, NDArray> concat(Site site) {
    int axis = site.attributes().integer("axis", 1);
    return call -> {
      NDList parts = call.inputs();
      return NDArrays.concat(parts, Axes.fromFront(axis, parts.head().getShape().dimension()));
    };
  }

  static Function<Call, NDArray> sum(Site site) {
    return call -> {
      NDList terms = call.inputs();
      return terms.size() == 1
          ? Shaping.same(terms.head())
          : terms.stream().reduce(NDArray::add).orElseThrow();
    };
  }

  static Operator.Layer split(Site site) {
    int asked = site.attributes().integer("axis", 0);
    int parts = site.node().outputs().size();
    Optional<Integers> extents = site.integers("split", 1);
    return call -> {
      NDArray x = call.input(0);
      int axis = Axes.fromFront(asked, x.getShape().dimension());
      long[] sizes =
          extents.isPresent() ? extents.get().of(call) : alike(x.getShape().get(axis), parts);
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
