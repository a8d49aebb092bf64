package dev.winnow.learn.architecture;

import dev.winnow.core.Shape;
import dev.winnow.onnx.Attributes;

/**
 * The form of a square convolution that keeps width and height, but for its stride.
 *
 * @param from channels that go in
 * @param to channels that come out
 * @param kernel width and height of the window, an odd number
 * @param stride by how much the image gets smaller
 * @param groups into which the channels are divided
 */
public record ConvolutionSpec(int from, int to, int kernel, int stride, int groups) {
  private static final int SPACE = 3;

  /** 3×3, each output of all inputs. */
  public static ConvolutionSpec of(int from, int to) {
    return new ConvolutionSpec(from, to, SPACE, 1, 1);
  }

  /** 1×1, each output of all inputs. */
  public static ConvolutionSpec pointwise(int from, int to) {
    return new ConvolutionSpec(from, to, 1, 1, 1);
  }

  /** 3×3, each channel by itself. */
  static ConvolutionSpec depthwise(int channels) {
    return new ConvolutionSpec(channels, channels, SPACE, 1, channels);
  }

  /** The same with a stride. */
  public ConvolutionSpec by(int otherStride) {
    return new ConvolutionSpec(from, to, kernel, otherStride, groups);
  }

  /** Outputs × inputs of each × height × width. */
  public Shape weights() {
    return Shape.of(to, from / groups, kernel, kernel);
  }

  /** How many numbers an output is made from. */
  public int fanIn() {
    return from / groups * kernel * kernel;
  }

  /** As ONNX writes it; what is the default is not written. */
  public Attributes attributes() {
    int pad = kernel / 2;
    Attributes attributes = Attributes.none();
    if (pad > 0) {
      attributes = attributes.withIntegers("pads", pad, pad, pad, pad);
    }
    if (stride > 1) {
      attributes = attributes.withIntegers("strides", stride, stride);
    }
    return groups > 1 ? attributes.withInteger("group", groups) : attributes;
  }
}
