package dev.winnow.learn.architecture;

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
 * What the architectures have in common: layers with untrained weights. Those of convolutions and
 * of the dense layer are drawn from a normal distribution with the variance 2 / fan-in of He et al.
 * (2015), in the order in which layers are added.
 */
final class Layers {
  private static final float DROPPED = .2f;

  private final NetworkBuilder builder;
  private final Random random;
  private final String scope;

  Layers(NetworkBuilder builder, Random random) {
    this(builder, random, "");
  }

  /**
   * @param scope what the names of layers begin with, so that they can stand behind others
   */
  Layers(NetworkBuilder builder, Random random, String scope) {
    this.builder = builder;
    this.random = random;
    this.scope = scope;
  }

  /** Adds a convolution without a bias and the normalisation of its batch, which has one. */
  String normalised(String name, String x, ConvolutionSpec filter) {
    return normalised(name, x, filter.weights(), filter.attributes());
  }

  /**
   * The same of any form.
   *
   * @param weights outputs × inputs of each × kernel
   */
  String normalised(String name, String x, Shape weights, Attributes attributes) {
    Tensor weight = normal(weights, weights.row().size());
    return normalised(
        name, builder.conv(scope + "conv" + name, x, weight, attributes), weights.dim(0));
  }

  /** Adds the normalisation of the batch. */
  String normalised(String name, String x, int channels) {
    return builder.batchNormalization(
        scope + "norm" + name,
        x,
        filled(channels, 1),
        filled(channels, 0),
        filled(channels, 0),
        filled(channels, 1));
  }

  /** {@link #normalised} and a rectifier, whose result is called {@code relu} and the name. */
  String rectified(String name, String x, ConvolutionSpec filter) {
    return rectified(name, x, filter.weights(), filter.attributes());
  }

  /** The same of any form. */
  String rectified(String name, String x, Shape weights, Attributes attributes) {
    return builder.relu(scope + "relu" + name, normalised(name, x, weights, attributes));
  }

  /** Adds a dense layer of a name of its own. */
  String dense(String name, String x, int from, int to) {
    return builder.gemm(name, x, normal(Shape.of(to, from), from), filled(to, 0));
  }

  /** Ends the network: the mean over space, dropout, one dense layer, {@code probabilities}. */
  Network classified(String features, int channels, int classes, ModelCard card) {
    String mean = builder.globalAveragePool("mean", features);
    return ended(builder.flatten("flatten", mean), channels, classes, card);
  }

  /** The same without the mean, of one axis per sample. */
  Network ended(String features, int channels, int classes, ModelCard card) {
    String x = builder.dropout("dropout", features, DROPPED);
    x = dense("classes", x, channels, classes);
    return builder.output(builder.softmax("probabilities", x)).card(card).build();
  }

  /** Drawn evenly from as far below 0 as above. */
  Tensor uniform(Shape shape, double bound) {
    Tensor tensor = Tensor.allocate(shape);
    FloatBuffer values = tensor.buffer();
    while (values.hasRemaining()) {
      values.put((float) (bound * (2 * random.nextDouble() - 1)));
    }
    return tensor;
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
}
