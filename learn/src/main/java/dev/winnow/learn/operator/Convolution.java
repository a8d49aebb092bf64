package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.function.Function;

/** {@code Conv} in one, two or three dimensions, in groups, dilated, padded in any way. */
final class Convolution {
  private Convolution() {}

  static Function<NodeInvocation, NDArray> bind(NodeContext context) {
    KernelWindow window = KernelWindow.of(context);
    int groups = context.attributes().integer("group", 1);
    return invocation -> {
      NDArray weight = invocation.input(1);
      long[] kernel = kernel(weight);
      long[] most = new long[kernel.length];
      Arrays.fill(most, Long.MAX_VALUE);
      KernelWindow.Padded x = window.pad(invocation.input(0), kernel, most, 0);
      var blocks =
          new OneDnnChannelPadding(
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
      return blocks.convolve(x.array(), weight, invocation.optional(2).orElse(null), groups);
    };
  }

  private static long[] kernel(NDArray weight) {
    long[] dims = weight.getShape().getShape();
    return Arrays.copyOfRange(dims, 2, dims.length);
  }
}
