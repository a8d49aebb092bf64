package dev.winnow.learn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Arrays seen axis by axis. ONNX counts axes from the front or, below 0, from behind. */
public final class Axes {
  private Axes() {}

  /** An axis counted from the front. */
  public static int fromFront(long axis, int rank) {
    return Math.toIntExact(axis < 0 ? axis + rank : axis);
  }

  /** Axes counted from the front, in ascending order. */
  public static int[] fromFront(long[] axes, int rank) {
    return Arrays.stream(axes).mapToInt(axis -> fromFront(axis, rank)).sorted().toArray();
  }

  /** All axes but samples and channels. */
  public static int[] space(NDArray x) {
    return IntStream.range(2, x.getShape().dimension()).toArray();
  }

  /** The extents of an array, to be changed. */
  public static long[] extents(NDArray x) {
    return x.getShape().getShape().clone();
  }

  /** How many elements lie on some axes together. */
  public static long count(NDArray x, int... axes) {
    return Arrays.stream(axes).mapToLong(x.getShape()::get).reduce(1, (a, b) -> a * b);
  }

  /** The mean over some axes, of which extents of 1 are left if asked. */
  public static NDArray mean(NDArray x, int[] axes, boolean keeps) {
    return Scalars.over(x.sum(axes, keeps), (double) count(x, axes));
  }

  /** Part of an array, in its memory: from one place on an axis, at some step, up to another. */
  public static NDArray slice(NDArray x, int axis, long from, long to, long step) {
    return JniUtils.slice((PtNDArray) x, axis, from, to, step);
  }

  /** Part of an array, in its memory: from one place on an axis up to another. */
  public static NDArray slice(NDArray x, int axis, long from, long to) {
    return slice(x, axis, from, to, 1);
  }

  /**
   * An array with more at, or if negative less of, both sides of its axes.
   *
   * @param begins one for each of the last axes
   * @param ends as many
   */
  public static NDArray pad(NDArray x, long[] begins, long[] ends, double value) {
    int rank = begins.length;
    long[] innermostFirst = new long[2 * rank];
    for (int axis = 0; axis < rank; axis++) {
      innermostFirst[2 * (rank - 1 - axis)] = begins[axis];
      innermostFirst[2 * (rank - 1 - axis) + 1] = ends[axis];
    }
    return JniUtils.pad((PtNDArray) x, innermostFirst, value);
  }

  /** Values on one axis, ready to be broadcast over an array of some rank. */
  public static NDArray along(NDArray values, int axis, int rank) {
    long[] dims = new long[rank];
    Arrays.fill(dims, 1);
    dims[axis] = values.size();
    return values.reshape(dims);
  }
}
