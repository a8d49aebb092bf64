package dev.winnow.zoo;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.NetworkBuilder;

/**
 * Layers as TensorFlow computes them, written as ONNX nodes, on square inputs: padding is {@code
 * SAME}, and weights stored as height × width × inputs × outputs are turned into ONNX's order.
 */
final class TensorflowLayers {
  /** A tensor between layers: {@code channels} × {@code size} × {@code size} floats per sample. */
  record Flow(String tensor, int channels, int size) {}

  private final NetworkBuilder network;
  private final TfjsWeights weights;

  TensorflowLayers(NetworkBuilder network, TfjsWeights weights) {
    this.network = network;
    this.weights = weights;
  }

  /** A convolution with bias. */
  Flow convolution(String name, Flow x, int channels, int kernel, int stride) {
    Shape stored = Shape.of(kernel, kernel, x.channels(), channels);
    Tensor filters = weights.transposed(name + "/filters", stored, 3, 2, 0, 1);
    Tensor bias = weights.tensor(name + "/bias", Shape.of(channels));
    Window window = Window.over(x, kernel, stride);
    network.conv(name, x.tensor(), filters, bias, window.attributes());
    return new Flow(name, channels, window.outputs());
  }

  /** A 3×3 convolution of each channel by itself, then a 1×1 convolution with bias across them. */
  Flow separableConvolution(String name, Flow x, int channels, int stride) {
    Shape storedDepthwise = Shape.of(3, 3, x.channels(), 1);
    Tensor depthwise = weights.transposed(name + "/depthwise_filter", storedDepthwise, 2, 3, 0, 1);
    Shape storedPointwise = Shape.of(1, 1, x.channels(), channels);
    Tensor pointwise = weights.transposed(name + "/pointwise_filter", storedPointwise, 3, 2, 0, 1);
    Tensor bias = weights.tensor(name + "/bias", Shape.of(channels));
    Window window = Window.over(x, 3, stride);
    Attributes eachChannel = window.attributes().withInteger("group", x.channels());
    String y = network.conv(name + "/depthwise", x.tensor(), depthwise, eachChannel);
    network.conv(name, y, pointwise, bias, Window.over(x, 1, 1).attributes());
    return new Flow(name, channels, window.outputs());
  }

  /** The largest of 3×3 neighbours, at every second place. */
  Flow maxPool(String name, Flow x) {
    Window window = Window.over(x, 3, 2);
    network.maxPool(name, x.tensor(), window.attributes());
    return new Flow(name, x.channels(), window.outputs());
  }

  Flow relu(String name, Flow x) {
    return new Flow(network.relu(name, x.tensor()), x.channels(), x.size());
  }

  Flow sum(String name, Flow x, Flow y) {
    return new Flow(network.add(name, x.tensor(), y.tensor()), x.channels(), x.size());
  }

  /** The mean of each channel over space, as a vector. */
  String mean(String name, Flow x) {
    return network.flatten(name, network.globalAveragePool(name + "/pool", x.tensor()));
  }

  /** A dense layer with bias. */
  String dense(String name, String x, int inputs, int outputs) {
    Tensor matrix = weights.transposed(name + "/weights", Shape.of(inputs, outputs), 1, 0);
    return network.gemm(name, x, matrix, weights.tensor(name + "/bias", Shape.of(outputs)));
  }

  /** A square window that slides over a square. */
  private record Window(int kernel, int stride, SamePadding padding) {
    static Window over(Flow x, int kernel, int stride) {
      return new Window(kernel, stride, SamePadding.of(x.size(), kernel, stride));
    }

    int outputs() {
      return padding.windows();
    }

    Attributes attributes() {
      int before = padding.before();
      int after = padding.after();
      return Attributes.none()
          .withIntegers("kernel_shape", kernel, kernel)
          .withIntegers("strides", stride, stride)
          .withIntegers("pads", before, before, after, after);
    }
  }
}
