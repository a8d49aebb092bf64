package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import dev.winnow.learn.torch.Axes;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions whose channels fill whole blocks of 16.
 *
 * <p>PyTorch hands a convolution to oneDNN, which lays channels out in blocks of 8 or 16. The
 * oneDNN 3.7.1 of PyTorch 2.7.1 loses a block that is not full, at least on the machine where this
 * was found: with 20 input channels the last four counted for nothing, with 20 output channels the
 * gradient of the input was wrong, and neither was reported. With strides it takes the blocks of
 * input channels in pairs and loses the gradient of one that has no partner: with 48 channels that
 * of the input was wrong. Here the missing channels are added as zeros and taken off again.
 */
final class OneDnnChannelPadding {
  private static final int BLOCK = 16;
  private static final int OUTPUTS = 0;
  private static final int CHANNELS = 1;

  /** PyTorch's own convolution with its strides, pads and dilations. */
  @FunctionalInterface
  interface Raw {
    NDArray convolve(NDArray x, NDArray weight, @Nullable NDArray bias, int groups);
  }

  private final Raw raw;
  private final boolean isStrided;

  OneDnnChannelPadding(Raw raw, boolean isStrided) {
    this.raw = raw;
    this.isStrided = isStrided;
  }

  /**
   * Convolves.
   *
   * @param x samples × channels × space
   * @param weight outputs × channels per group × kernel
   * @param bias one per output
   */
  NDArray convolve(NDArray x, NDArray weight, @Nullable NDArray bias, int groups) {
    long channels = weight.getShape().get(CHANNELS);
    long outputs = weight.getShape().get(OUTPUTS) / groups;
    if (groups == 1) {
      return dense(x, weight, bias);
    }
    if (channels == 1) {
      NDArray each = outputs == 1 ? x : x.repeat(CHANNELS, outputs);
      return depthwise(each, weight, bias, Math.toIntExact(groups * outputs));
    }
    if (missingInputs(channels) == 0 && missing(outputs) == 0) {
      return raw.convolve(x, weight, bias, groups);
    }
    NDList parts = new NDList();
    for (int group = 0; group < groups; group++) {
      parts.add(
          dense(
              part(x, CHANNELS, group * channels, channels),
              part(weight, OUTPUTS, group * outputs, outputs),
              bias == null ? null : part(bias, 0, group * outputs, outputs)));
    }
    return NDArrays.concat(parts, CHANNELS);
  }

  /** Fewer channels than a block are not laid out in blocks, so that images stay as they are. */
  private NDArray dense(NDArray x, NDArray weight, @Nullable NDArray bias) {
    long channels = weight.getShape().get(CHANNELS);
    long outputs = weight.getShape().get(OUTPUTS);
    long added = channels < BLOCK ? 0 : missingInputs(channels);
    NDArray whole = pad(pad(weight, CHANNELS, added), OUTPUTS, missing(outputs));
    return convolve(pad(x, CHANNELS, added), whole, bias, 1, outputs);
  }

  private NDArray depthwise(NDArray x, NDArray weight, @Nullable NDArray bias, int groups) {
    int added = (int) missing(groups);
    NDArray whole = pad(weight, OUTPUTS, added);
    return convolve(pad(x, CHANNELS, added), whole, bias, groups + added, groups);
  }

  private NDArray convolve(
      NDArray x, NDArray weight, @Nullable NDArray bias, int groups, long outputs) {
    long added = weight.getShape().get(OUTPUTS) - outputs;
    NDArray y = raw.convolve(x, weight, bias == null ? null : pad(bias, 0, added), groups);
    return added == 0 ? y : part(y, CHANNELS, 0, outputs);
  }

  private long missingInputs(long channels) {
    return isStrided && channels > BLOCK ? Math.floorMod(-channels, 2 * BLOCK) : missing(channels);
  }

  private static long missing(long channels) {
    return Math.floorMod(-channels, BLOCK);
  }

  private static NDArray pad(NDArray array, int axis, long added) {
    if (added == 0) {
      return array;
    }
    long[] ends = new long[array.getShape().dimension()];
    ends[axis] = added;
    return Axes.pad(array, new long[ends.length], ends, 0);
  }

  private static NDArray part(NDArray array, int axis, long from, long count) {
    return Axes.slice(array, axis, from, from + count);
  }
}
