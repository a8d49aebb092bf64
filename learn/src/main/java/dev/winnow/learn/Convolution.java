package dev.winnow.learn;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.function.Function;

/** {@code Conv} in one, two or three dimensions, in groups, dilated, padded in any way. */
final class Convolution {
  private Convolution() {}

  static Function<Call, NDArray> bind(Site site) {
    Window window = Window.of(site);
    int groups = site.attributes().integer("group", 1);
    return call -> {
      NDArray weight = call.input(1);
      long[] kernel = kernel(weight);
      long[] most = new long[kernel.length];
      Arrays.fill(most, Long.MAX_VALUE);
      Window.Padded x = window.pad(call.input(0), kernel, most, 0);
      var blocks =
          new ChannelBlocks(
              (input, weights, bias, parts) ->
                  input
                      .getNDArrayInternal()
                      .convolution(
                          input,
                          weights,
                          bias,
                          window.strides(kernel.length),
                          x.padding(),
                          window.dilations(kernel.length),
                          parts)
                      .head(),
              window.isStrided());
      return blocks.convolve(x.array(), weight, call.optional(2).orElse(null), groups);
    };
  }

  private static long[] kernel(NDArray weight) {
    long[] dims = weight.getShape().getShape();
    return Arrays.copyOfRange(dims, 2, dims.length);
  }
}
