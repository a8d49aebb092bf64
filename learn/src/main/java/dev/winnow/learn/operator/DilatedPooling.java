package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import dev.winnow.learn.torch.Axes;
import java.util.stream.LongStream;

/**
 * Pooling whose window has gaps, which DJL does not reach in PyTorch: axis by axis, the array is
 * laid on itself, moved to each place of the window.
 */
final class DilatedPooling {
  private DilatedPooling() {}

  static NDArray max(NDArray array, long[] kernel, KernelWindow window, boolean ceil) {
    int rank = kernel.length;
    NDArray x = window.pad(array, kernel, new long[rank], Float.NEGATIVE_INFINITY).array();
    for (int axis = 0; axis < rank; axis++) {
      long dilation = window.dilations(rank).get(axis);
      long stride = window.strides(rank).get(axis);
      x = max(x, axis + 2, kernel[axis], dilation, stride, ceil);
    }
    return x;
  }

  private static NDArray max(
      NDArray x, int axis, long kernel, long dilation, long stride, boolean ceil) {
    long reach = dilation * (kernel - 1) + 1;
    long left = x.getShape().get(axis) - reach;
    long places = (ceil ? left + stride - 1 : left) / stride + 1;
    long[] ends = new long[x.getShape().dimension()];
    ends[axis] = Math.max(0, (places - 1) * stride - left);
    NDArray whole = Axes.pad(x, new long[ends.length], ends, Float.NEGATIVE_INFINITY);
    return LongStream.range(0, kernel)
        .map(place -> place * dilation)
        .mapToObj(from -> Axes.slice(whole, axis, from, from + (places - 1) * stride + 1, stride))
        .reduce(NDArray::maximum)
        .orElseThrow();
  }
}
