package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import dev.winnow.learn.operator.Coordinates.Region;
import dev.winnow.learn.torch.Axes;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * {@code Resize}: each axis on its own, as the product with a matrix that says how much each place
 * of the input counts for each place of the output.
 */
final class Resizing {
  /** The first operator set with a region, coordinates and sizes. */
  private static final int OF_TODAY = 11;

  private final Interpolation interpolation;
  private final Coordinates coordinates;
  private final float[] scales;
  private final Optional<Integers> sizes;
  private final long[] axes;
  private final boolean crops;
  private final float[] region;
  private final float outside;

  private Resizing(NodeContext context) {
    boolean isOld = context.opset() < OF_TODAY;
    interpolation = Interpolation.of(context, isOld ? "floor" : "round_prefer_floor");
    coordinates = Coordinates.of(context, isOld ? "asymmetric" : "half_pixel");
    sizes = context.takes(3) ? Optional.of(context.integers(3)) : Optional.empty();
    scales = sizes.isPresent() ? new float[0] : context.numbers(isOld ? 1 : 2);
    axes = context.attributes().integers("axes");
    crops =
        context.attributes().text("coordinate_transformation_mode", "").equals(Coordinates.CROPPED);
    region = crops ? context.numbers(1) : new float[0];
    outside = context.attributes().number("extrapolation_value", 0);
    if (context.attributes().integer("antialias", 0) == 1) {
      throw context.unsupported("smooths while it shrinks, which is not here");
    }
    if (!context.attributes().text("keep_aspect_ratio_policy", "stretch").equals("stretch")) {
      throw context.unsupported("keeps the ratio of its sizes, which is not here; state both");
    }
  }

  static Function<NodeInvocation, NDArray> bind(NodeContext context) {
    return new Resizing(context)::apply;
  }

  private NDArray apply(NodeInvocation invocation) {
    NDArray x = Shaping.same(invocation.input(0));
    long[] wanted = sizes.isPresent() ? sizes.get().of(invocation) : new long[0];
    int count = Math.max(wanted.length, scales.length);
    long[] where = axes.length == 0 ? Shaping.counted(count) : axes;
    for (int i = 0; i < count; i++) {
      int axis = Axes.fromFront(where[i], x.getShape().dimension());
      long from = x.getShape().get(axis);
      float scale = wanted.length == 0 ? scales[i] : (float) wanted[i] / from;
      long to = wanted.length == 0 ? (long) Math.floor(from * scale) : wanted[i];
      if (scale != 1 || crops) {
        var part = crops ? new Region(region[i], region[i + count]) : Region.WHOLE;
        x = resize(invocation, x, axis, Math.toIntExact(to), scale, part);
      }
    }
    return x;
  }

  private NDArray resize(
      NodeInvocation invocation, NDArray x, int axis, int to, float scale, Region part) {
    int from = Math.toIntExact(x.getShape().get(axis));
    float[] shares = new float[to * from];
    float[] added = new float[to];
    for (int place = 0; place < to; place++) {
      float original = coordinates.original(place, scale, from, to, part);
      if (crops && (original < 0 || original > from - 1)) {
        added[place] = outside;
      } else {
        interpolation.share(original, from, shares, place * from);
      }
    }
    NDArray resized = product(invocation.array(shares, to, from), x, axis);
    return crops
        ? resized.add(Axes.along(invocation.array(added, to), axis, x.getShape().dimension()))
        : resized;
  }

  /** The product of a matrix with the columns of an array along an axis. */
  private static NDArray product(NDArray matrix, NDArray x, int axis) {
    long[] dims = Axes.extents(x);
    long from = dims[axis];
    dims[axis] = matrix.getShape().get(0);
    if (axis == dims.length - 1) {
      return x.reshape(-1, from).matMul(matrix.transpose()).reshape(dims);
    }
    long behind = Axes.count(x, IntStream.range(axis + 1, dims.length).toArray());
    return matrix.matMul(x.reshape(-1, from, behind)).reshape(dims);
  }
}
