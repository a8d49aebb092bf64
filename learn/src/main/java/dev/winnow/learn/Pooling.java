package dev.winnow.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;

/** {@code MaxPool}, {@code AveragePool} and {@code GlobalAveragePool}. */
final class Pooling {
  private Pooling() {}

  static Function<Call, NDArray> max(Site site) {
    Window window = undilated(site);
    long[] kernel = site.attributes().integers("kernel_shape");
    boolean ceil = site.attributes().integer("ceil_mode", 0) == 1;
    return call -> {
      Window.Padded x = window.pad(call.input(0), kernel, halves(kernel), Float.NEGATIVE_INFINITY);
      return x.array()
          .getNDArrayInternal()
          .maxPool(new Shape(kernel), window.strides(kernel.length), x.padding(), ceil);
    };
  }

  static Function<Call, NDArray> average(Site site) {
    Window window = undilated(site);
    long[] kernel = site.attributes().integers("kernel_shape");
    boolean ceil = site.attributes().integer("ceil_mode", 0) == 1;
    boolean countsPads = site.attributes().integer("count_include_pad", 0) == 1;
    return call -> {
      NDArray input = call.input(0);
      Window.Padded x = window.pad(input, kernel, halves(kernel), 0);
      NDArray mean = average(x, kernel, window, ceil, countsPads);
      if (countsPads || !x.isByHand(input)) {
        return mean;
      }
      NDArray ones = call.manager().ones(space(input));
      Window.Padded counted = window.pad(ones, kernel, halves(kernel), 0);
      return mean.div(average(counted, kernel, window, ceil, false));
    };
  }

  static NDArray globalAverage(NDArray x) {
    int[] space = IntStream.range(2, x.getShape().dimension()).toArray();
    long places = Arrays.stream(space).mapToLong(x.getShape()::get).reduce(1, (a, b) -> a * b);
    return x.sum(space, true).div(places);
  }

  private static NDArray average(
      Window.Padded x, long[] kernel, Window window, boolean ceil, boolean countsPads) {
    return x.array()
        .getNDArrayInternal()
        .avgPool(new Shape(kernel), window.strides(kernel.length), x.padding(), ceil, countsPads);
  }

  private static Window undilated(Site site) {
    Window window = Window.of(site);
    if (window.isDilated()) {
      throw site.unsupported("is dilated, which pooling is not here");
    }
    return window;
  }

  /** PyTorch pads a pooling by at most half its window. */
  private static long[] halves(long[] kernel) {
    return Arrays.stream(kernel).map(extent -> extent / 2).toArray();
  }

  /** One sample of one channel. */
  private static Shape space(NDArray x) {
    long[] dims = x.getShape().getShape();
    dims = dims.clone();
    dims[0] = 1;
    dims[1] = 1;
    return new Shape(dims);
  }
}
