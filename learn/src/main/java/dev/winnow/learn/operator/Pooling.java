package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.winnow.learn.torch.Axes;
import java.util.Arrays;
import java.util.function.Function;

/** The largest or the mean of a window, or of all of space. */
final class Pooling {
  private Pooling() {}

  static Function<NodeInvocation, NDArray> max(NodeContext context) {
    KernelWindow window = KernelWindow.of(context);
    long[] kernel = context.attributes().integers("kernel_shape");
    boolean ceil = context.attributes().integer("ceil_mode", 0) == 1;
    if (window.isDilated()) {
      return invocation -> DilatedPooling.max(invocation.input(0), kernel, window, ceil);
    }
    return invocation -> {
      KernelWindow.Padded x =
          window.pad(invocation.input(0), kernel, halves(kernel), Float.NEGATIVE_INFINITY);
      return x.array()
          .getNDArrayInternal()
          .maxPool(new Shape(kernel), window.strides(kernel.length), x.padding(), ceil);
    };
  }

  static Function<NodeInvocation, NDArray> average(NodeContext context) {
    KernelWindow window = KernelWindow.of(context);
    if (window.isDilated()) {
      throw context.unsupported("is dilated, which means are not here");
    }
    long[] kernel = context.attributes().integers("kernel_shape");
    boolean ceil = context.attributes().integer("ceil_mode", 0) == 1;
    boolean countsPads = context.attributes().integer("count_include_pad", 0) == 1;
    return invocation -> {
      NDArray x = invocation.input(0);
      NDArray mean = average(x, kernel, window, ceil);
      return countsPads
          ? mean
          : mean.div(average(invocation.manager().ones(space(x)), kernel, window, ceil));
    };
  }

  static NDArray globalAverage(NDArray x) {
    return Axes.mean(x, Axes.space(x), true);
  }

  static NDArray globalMax(NDArray x) {
    long[] dims = Axes.extents(x);
    Arrays.fill(dims, 2, dims.length, 1);
    return x.reshape(dims[0], dims[1], -1).max(new int[] {2}).reshape(dims);
  }

  /** The mean with pads counted, whatever DJL is asked: it drops that argument on its way down. */
  private static NDArray average(NDArray x, long[] kernel, KernelWindow window, boolean ceil) {
    KernelWindow.Padded padded = window.pad(x, kernel, halves(kernel), 0);
    Shape strides = window.strides(kernel.length);
    return padded
        .array()
        .getNDArrayInternal()
        .avgPool(new Shape(kernel), strides, padded.padding(), ceil, true);
  }

  /** PyTorch pads a pooling by at most half its window. */
  private static long[] halves(long[] kernel) {
    return Arrays.stream(kernel).map(extent -> extent / 2).toArray();
  }

  /** One sample of one channel. */
  private static Shape space(NDArray x) {
    long[] dims = Axes.extents(x);
    dims[0] = 1;
    dims[1] = 1;
    return new Shape(dims);
  }
}
