package dev.winnow.learn;

import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * A small network in the manner of VGG (Simonyan and Zisserman 2015): blocks of two 3×3
 * convolutions with batch normalisation, each block ending in a pooling that halves the picture;
 * then the mean over space, dropout and one dense layer. About 116,000 weights.
 */
final class Vgg {
  private static final int[] CHANNELS = {16, 32, 48, 64};
  private static final int CONVOLUTIONS = 2;
  private static final int KERNEL = 3;
  private static final float DROPPED = .2f;

  /** The smallest picture that survives all poolings. */
  static final int SMALLEST = 1 << CHANNELS.length;

  private final NetworkBuilder builder = NetworkBuilder.named("vgg");
  private final Random random;

  private Vgg(Random random) {
    this.random = random;
  }

  /**
   * An untrained network from {@code image} to {@code probabilities}.
   *
   * @param input channels × height × width
   * @param random draws the weights: normal, with the variance 2 / fan-in of He et al. (2015)
   */
  static Network network(Shape input, int classes, ModelCard card, Random random) {
    return new Vgg(random).build(input, classes, card);
  }

  private Network build(Shape input, int classes, ModelCard card) {
    String x = builder.input("image", input);
    int channels = input.dim(0);
    for (int block = 1; block <= CHANNELS.length; block++) {
      for (int i = 1; i <= CONVOLUTIONS; i++) {
        x = convolution(block + "_" + i, x, channels, CHANNELS[block - 1]);
        channels = CHANNELS[block - 1];
      }
      x = builder.maxPool("pool" + block, x, halving());
    }
    x = builder.flatten("flatten", builder.globalAveragePool("mean", x));
    x = builder.dropout("dropout", x, DROPPED);
    Tensor weight = normal(Shape.of(classes, channels), channels);
    x = builder.gemm("classes", x, weight, filled(classes, 0));
    return builder.output(builder.softmax("probabilities", x)).card(card).build();
  }

  private String convolution(String name, String x, int from, int to) {
    Tensor weight = normal(Shape.of(to, from, KERNEL, KERNEL), from * KERNEL * KERNEL);
    String y = builder.conv("conv" + name, x, weight, padded());
    y =
        builder.batchNormalization(
            "norm" + name, y, filled(to, 1), filled(to, 0), filled(to, 0), filled(to, 1));
    return builder.relu("relu" + name, y);
  }

  private Tensor normal(Shape shape, int fanIn) {
    Tensor tensor = Tensor.allocate(shape);
    FloatBuffer values = tensor.buffer();
    double deviation = Math.sqrt(2.0 / fanIn);
    while (values.hasRemaining()) {
      values.put((float) (random.nextGaussian() * deviation));
    }
    return tensor;
  }

  private static Tensor filled(int size, float value) {
    float[] values = new float[size];
    Arrays.fill(values, value);
    return Tensor.of(Shape.of(size), values);
  }

  private static Attributes padded() {
    return Attributes.none().withIntegers("pads", 1, 1, 1, 1);
  }

  private static Attributes halving() {
    return Attributes.none().withIntegers("kernel_shape", 2, 2).withIntegers("strides", 2, 2);
  }
}
