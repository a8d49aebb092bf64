package dev.winnow.build.device;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.util.List;

/**
 * Networks of the layers that networks for small devices are made of, in a range of sizes: by how
 * long they take a machine can price a network that it never saw. About 300 million
 * multiply-accumulates together.
 */
final class ReferenceLayers {
  private final NetworkBuilder builder;
  private int layers;

  private ReferenceLayers(String name) {
    this.builder = NetworkBuilder.named(name);
  }

  static List<Network> all() {
    return List.of(
        convolutions(112, 16), convolutions(56, 64), convolutions(14, 128), dense(), dense(4));
  }

  /** Convolutions of three by three and of one by one, depthwise ones, pooling and sums. */
  private static Network convolutions(int side, int channels) {
    ReferenceLayers layers = new ReferenceLayers("convolutions");
    String x = layers.builder.input("x", Shape.of(3, side, side));
    x = layers.conv(x, 3, channels, 3, 1, 2);
    x = layers.conv(x, channels, channels, 3, 1, 1);
    x = layers.depthwise(x, channels, 3, 1);
    x = layers.conv(x, channels, 2 * channels, 1, 1, 1);
    x = layers.pooled(x);
    String kept = x;
    x = layers.depthwise(x, 2 * channels, 3, 1);
    x = layers.conv(x, 2 * channels, 2 * channels, 1, 1, 1);
    x = layers.builder.add("sum", x, kept);
    x = layers.depthwise(layers.activated(x), 2 * channels, 5, 2);
    x = layers.conv(x, 2 * channels, 4 * channels, 1, 1, 1);
    x = layers.builder.globalAveragePool("mean", x);
    x = layers.builder.flatten("flat", x);
    x = layers.dense(x, 4 * channels, 10);
    return layers.builder.output(layers.builder.softmax("softmax", x)).build();
  }

  private static Network dense(int... narrowed) {
    int width = 1024 >> (narrowed.length == 0 ? 0 : narrowed[0]);
    ReferenceLayers layers = new ReferenceLayers("dense");
    String x = layers.builder.input("x", Shape.of(width));
    x = layers.activated(layers.dense(x, width, width));
    x = layers.dense(x, width, width / 2);
    x = layers.dense(layers.activated(x), width / 2, 2);
    return layers.builder.output(layers.builder.softmax("softmax", x)).build();
  }

  private String conv(String x, int from, int to, int kernel, int group, int stride) {
    Tensor weight = values(Shape.of(to, from / group, kernel, kernel));
    int pad = kernel / 2;
    Attributes attributes =
        Attributes.none()
            .withIntegers("pads", pad, pad, pad, pad)
            .withIntegers("strides", stride, stride)
            .withInteger("group", group);
    return activated(builder.conv(named("conv"), x, weight, values(Shape.of(to)), attributes));
  }

  private String depthwise(String x, int channels, int kernel, int stride) {
    return conv(x, channels, channels, kernel, channels, stride);
  }

  private String pooled(String x) {
    Attributes attributes =
        Attributes.none().withIntegers("kernel_shape", 2, 2).withIntegers("strides", 2, 2);
    return builder.maxPool(named("pool"), x, attributes);
  }

  private String dense(String x, int from, int to) {
    return builder.gemm(named("dense"), x, values(Shape.of(to, from)), values(Shape.of(to)));
  }

  private String activated(String x) {
    return builder.relu(named("relu"), x);
  }

  private String named(String what) {
    return what + layers++;
  }

  /** Small, and of both signs, so that nothing dies out or grows. */
  private static Tensor values(Shape shape) {
    Tensor tensor = Tensor.allocate(shape);
    for (int i = 0; i < shape.size(); i++) {
      tensor.buffer().put(i, (float) ((i * 37L % 101 - 50) / 50.0 / Math.sqrt(shape.size())));
    }
    return tensor;
  }
}
