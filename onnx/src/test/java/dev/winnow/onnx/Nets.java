package dev.winnow.onnx;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/** Networks and tensors that the tests share. */
final class Nets {
  private final SplittableRandom random;

  Nets(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Normal values with a standard deviation of about {@code scale}. */
  Tensor normal(Shape shape, double scale) {
    Tensor tensor = Tensor.allocate(shape);
    FloatBuffer into = tensor.buffer();
    while (into.hasRemaining()) {
      // The sum of four uniform values in [-½, ½] has the variance ⅓.
      double sum = random.nextDouble() + random.nextDouble();
      sum += random.nextDouble() + random.nextDouble() - 2;
      into.put((float) (sum * Math.sqrt(3) * scale));
    }
    return tensor;
  }

  /** Weights that keep the scale of what flows through a layer and a ReLU (He et al. 2015). */
  Tensor weight(int... dims) {
    Shape shape = Shape.of(dims);
    return normal(shape, Math.sqrt(2.0 * dims[0] / shape.size()));
  }

  Tensor bias(int size) {
    return normal(Shape.of(size), 0.1);
  }

  /** Values from 1 upwards, mostly below 1.2: variances and scales. */
  Tensor around1(Shape shape) {
    Tensor tensor = normal(shape, 0.1);
    FloatBuffer values = tensor.buffer();
    for (int i = 0; i < shape.size(); i++) {
      values.put(i, 1 + Math.abs(values.get(i)));
    }
    return tensor;
  }

  /** {@link #residual(long, int)} with four channels. */
  static Network residual(long seed) {
    return residual(seed, 4);
  }

  /** conv → relu → conv + relu's result (a residual block) → mean over space → fc → softmax. */
  static Network residual(long seed, int width) {
    Nets nets = new Nets(seed);
    NetworkBuilder builder = NetworkBuilder.named("residual");
    Attributes same = Attributes.none().withIntegers("pads", 1, 1, 1, 1);
    String x = builder.input("image", Shape.of(3, 8, 8));
    x = builder.conv("conv1", x, nets.weight(width, 3, 3, 3), nets.bias(width), same);
    String block = builder.relu("relu1", x);
    x = builder.conv("conv2", block, nets.weight(width, width, 3, 3), same);
    x = builder.add("sum", x, block);
    x = builder.globalAveragePool("mean", x);
    x = builder.flatten("flat", x);
    x = builder.gemm("fc", x, nets.weight(2, width), nets.bias(2));
    return builder.output(builder.softmax("probabilities", x)).build();
  }

  /**
   * VGG-16 (Simonyan and Zisserman 2014, configuration D) with random weights: thirteen
   * convolutions, five poolings, three dense layers.
   *
   * @param width channels of the first convolution, 64 in the paper
   * @param side of the square input, 224 in the paper
   * @param dense values of a dense layer, 4096 in the paper
   */
  static Network vgg16(int width, int side, int dense) {
    Nets nets = new Nets(16);
    NetworkBuilder builder = NetworkBuilder.named("vgg16");
    Attributes same = Attributes.none().withIntegers("pads", 1, 1, 1, 1);
    Attributes half =
        Attributes.none().withIntegers("kernel_shape", 2, 2).withIntegers("strides", 2, 2);
    String x = builder.input("image", Shape.of(3, side, side));
    int channels = 3;
    int[] depths = {2, 2, 3, 3, 3};
    for (int block = 1; block <= depths.length; block++) {
      int wide = Math.min(width << (block - 1), width * 8);
      for (int i = 1; i <= depths[block - 1]; i++) {
        String name = block + "_" + i;
        Tensor weight = nets.weight(wide, channels, 3, 3);
        x = builder.conv("conv" + name, x, weight, nets.bias(wide), same);
        x = builder.relu("relu" + name, x);
        channels = wide;
      }
      x = builder.maxPool("pool" + block, x, half);
    }
    x = builder.flatten("flatten", x);
    int values = channels * (side / 32) * (side / 32);
    for (int layer = 6; layer <= 7; layer++) {
      x = builder.gemm("fc" + layer, x, nets.weight(dense, values), nets.bias(dense));
      x = builder.relu("relu" + layer, x);
      x = builder.dropout("drop" + layer, x, 0.5f);
      values = dense;
    }
    x = builder.gemm("fc8", x, nets.weight(10, values), nets.bias(10));
    return builder.output(builder.softmax("probabilities", x)).build();
  }
}
