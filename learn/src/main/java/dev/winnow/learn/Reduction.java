package dev.winnow.learn;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import java.util.function.Function;

/** {@code ReduceMean}. */
final class Reduction {
  private Reduction() {}

  static Function<Call, NDArray> mean(Site site) {
    boolean keeps = site.attributes().integer("keepdims", 1) == 1;
    boolean noneMeansNone = site.attributes().integer("noop_with_empty_axes", 0) == 1;
    Optional<Integers> asked = site.integers("axes", 1);
    return call -> {
      NDArray x = call.input(0);
      int rank = x.getShape().dimension();
      long[] axes = asked.isPresent() ? asked.get().of(call) : new long[0];
      if (axes.length == 0 && noneMeansNone) {
        return Shaping.same(x);
      }
      return Axes.mean(
          x, Axes.fromFront(axes.length == 0 ? Shaping.counted(rank) : axes, rank), keeps);
    };
  }
}
