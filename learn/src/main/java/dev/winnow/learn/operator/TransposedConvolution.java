package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.winnow.learn.torch.Axes;
import dev.winnow.onnx.Attributes;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code ConvTranspose}: what the gradient of a convolution is to its input. DJL does not reach
 * PyTorch's own, so the places are spread by the strides with zeros between them, and convolved
 * with the kernel turned round (Dumoulin and Visin 2016, section 4). That multiplies with the zeros
 * too: strides of 2 cost four times as much in a plane.
 */
final class TransposedConvolution {
  private final KernelWindow window;
  private final String automatic;
  private final long[] pads;
  private final long[] asked;
  private final long[] added;
  private final int groups;

  private TransposedConvolution(NodeContext context) {
    Attributes attributes = context.attributes();
    window = KernelWindow.of(context);
    automatic = attributes.text("auto_pad", "NOTSET");
    pads = attributes.integers("pads");
    asked = attributes.integers("output_shape");
    added = attributes.integers("output_padding");
    groups = attributes.integer("group", 1);
  }

  static Function<NodeInvocation, NDArray> bind(NodeContext context) {
    var layer = new TransposedConvolution(context);
    return invocation ->
        layer.apply(invocation.input(0), invocation.input(1), invocation.optional(2).orElse(null));
  }

  private NDArray apply(NDArray x, NDArray weight, @Nullable NDArray bias) {
    NDArray kernel = turned(weight);
    int rank = kernel.getShape().dimension() - 2;
    Shape ones = new Shape(ones(rank));
    Shape zeros = new Shape(new long[rank]);
    var blocks =
        new OneDnnChannelPadding(
            (input, weights, biases, parts) ->
                input
                    .getNDArrayInternal()
                    .convolution(input, weights, biases, ones, zeros, window.dilations(rank), parts)
                    .head(),
            false);
    return blocks.convolve(spread(x, weight), kernel, bias, groups);
  }

  /** From inputs × outputs per group × space to outputs × inputs per group × space backwards. */
  private NDArray turned(NDArray weight) {
    long[] dims = weight.getShape().getShape();
    long[] apart = new long[dims.length + 1];
    apart[0] = groups;
    apart[1] = dims[0] / groups;
    System.arraycopy(dims, 1, apart, 2, dims.length - 1);
    long[] together = dims.clone();
    together[0] = dims[1] * groups;
    together[1] = dims[0] / groups;
    return weight.reshape(apart).swapAxes(1, 2).reshape(together).flip(Axes.space(weight));
  }

  /** Zeros between the places, and around them such that the kernel reaches every output. */
  private NDArray spread(NDArray x, NDArray weight) {
    int rank = x.getShape().dimension() - 2;
    long[] begins = new long[rank];
    long[] ends = new long[rank];
    NDArray apart = x;
    for (int axis = 0; axis < rank; axis++) {
      long stride = window.strides(rank).get(axis);
      long reach = window.dilations(rank).get(axis) * (weight.getShape().get(axis + 2) - 1);
      long extra = added.length == 0 ? 0 : added[axis];
      long[] cut = cut(axis, rank, x.getShape().get(axis + 2), stride, reach, extra);
      apart = spread(apart, axis + 2, stride);
      begins[axis] = reach - cut[0];
      ends[axis] = reach - cut[1] + extra - (stride - 1);
    }
    return Axes.pad(apart, begins, ends, 0);
  }

  private static NDArray spread(NDArray x, int axis, long stride) {
    if (stride == 1) {
      return x;
    }
    int behind = x.getShape().dimension() - axis - 1;
    long[] ends = new long[behind + 1];
    ends[0] = stride - 1;
    long[] dims = Axes.extents(x);
    dims[axis] *= stride;
    return Axes.pad(x.expandDims(axis + 1), new long[ends.length], ends, 0).reshape(dims);
  }

  /** How much of the whole result is cut off at the beginning and at the end of an axis. */
  private long[] cut(int axis, int rank, long places, long stride, long reach, long extra) {
    boolean isAutomatic = automatic.startsWith("SAME");
    if (!isAutomatic && asked.length == 0) {
      return pads.length == 0 ? new long[2] : new long[] {pads[axis], pads[axis + rank]};
    }
    long wanted = asked.length == 0 ? places * stride : asked[asked.length - rank + axis];
    long total = stride * (places - 1) + extra + reach + 1 - wanted;
    if (total < 0) {
      return new long[] {0, total};
    }
    long smaller = total / 2;
    return automatic.equals("SAME_UPPER")
        ? new long[] {smaller, total - smaller}
        : new long[] {total - smaller, smaller};
  }

  private static long[] ones(int rank) {
    long[] ones = new long[rank];
    Arrays.fill(ones, 1);
    return ones;
  }
}
