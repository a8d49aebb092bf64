package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.winnow.learn.torch.Axes;
import dev.winnow.onnx.Attributes;
import java.util.Arrays;

/**
 * How the window of a convolution or a pooling moves over space: the attributes {@code strides},
 * {@code dilations}, {@code pads} and {@code auto_pad}. PyTorch pads both sides of an axis alike;
 * where ONNX asks for something else, the array itself is padded.
 */
final class KernelWindow {
  private final long[] strides;
  private final long[] dilations;
  private final long[] pads;
  private final String automatic;

  private KernelWindow(NodeContext context) {
    Attributes attributes = context.attributes();
    strides = attributes.integers("strides");
    dilations = attributes.integers("dilations");
    pads = attributes.integers("pads");
    automatic = attributes.text("auto_pad", "NOTSET");
  }

  static KernelWindow of(NodeContext context) {
    return new KernelWindow(context);
  }

  boolean isDilated() {
    return Arrays.stream(dilations).anyMatch(dilation -> dilation != 1);
  }

  boolean isStrided() {
    return Arrays.stream(strides).anyMatch(stride -> stride != 1);
  }

  /** The strides of so many axes. */
  Shape strides(int rank) {
    return new Shape(orOnes(strides, rank));
  }

  /** The dilations of so many axes. */
  Shape dilations(int rank) {
    return new Shape(orOnes(dilations, rank));
  }

  /**
   * An array that PyTorch can pad.
   *
   * @param array padded as far as PyTorch cannot
   * @param padding what PyTorch is to add at both sides of each axis
   */
  record Padded(NDArray array, Shape padding) {}

  /**
   * Padding for an input.
   *
   * @param x samples × channels × space
   * @param kernel extents of the window
   * @param most padding that PyTorch accepts on each axis
   * @param value what to pad with
   */
  Padded pad(NDArray x, long[] kernel, long[] most, double value) {
    int rank = kernel.length;
    long[] begins = new long[rank];
    long[] ends = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      long total = automatic(x.getShape().get(axis + 2), kernel[axis], axis, rank);
      begins[axis] = automatic.equals("SAME_LOWER") ? (total + 1) / 2 : total / 2;
      ends[axis] = total - begins[axis];
      if (automatic.equals("NOTSET") && pads.length > 0) {
        begins[axis] = pads[axis];
        ends[axis] = pads[axis + rank];
      }
    }
    if (Arrays.equals(begins, ends) && isWithin(begins, most)) {
      return new Padded(x, new Shape(begins));
    }
    return new Padded(Axes.pad(x, begins, ends, value), new Shape(new long[rank]));
  }

  /** Both sides together, such that the output has ⌈size / stride⌉ places. */
  private long automatic(long size, long kernel, int axis, int rank) {
    if (!automatic.startsWith("SAME")) {
      return 0;
    }
    long stride = orOnes(strides, rank)[axis];
    long reach = orOnes(dilations, rank)[axis] * (kernel - 1) + 1;
    long places = (size + stride - 1) / stride;
    return Math.max(0, (places - 1) * stride + reach - size);
  }

  private static boolean isWithin(long[] padding, long[] most) {
    for (int axis = 0; axis < padding.length; axis++) {
      if (padding[axis] > most[axis]) {
        return false;
      }
    }
    return true;
  }

  private static long[] orOnes(long[] values, int rank) {
    if (values.length > 0) {
      return values;
    }
    long[] ones = new long[rank];
    Arrays.fill(ones, 1);
    return ones;
  }
}
