package dev.winnow.learn.tabular;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.architecture.ConvolutionSpec;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.onnx.TensorSpec;
import java.nio.FloatBuffer;
import java.util.Random;

/** Small untrained classifiers of rows of numbers, from {@code row} to {@code probabilities}. */
public final class TabularNetworks {
  private static final int LEAST = 16;
  private static final int SEEN = 64;
  private static final int SMALL = 7;

  private final Random random;

  private TabularNetworks(long seed) {
    this.random = new Random(seed);
  }

  /**
   * Multinomial logistic regression: one layer, starting at zero.
   *
   * @param width values of a row
   * @param classes at least 2
   */
  public static Network logistic(int width, int classes) {
    NetworkBuilder builder = NetworkBuilder.named("logistic");
    String x = builder.input("row", Shape.of(width));
    x = builder.gemm("classes", x, zeros(classes, width), zeros(classes));
    return builder.output(builder.softmax("probabilities", x)).build();
  }

  /**
   * A multi-layer perceptron with one hidden layer of rectified units.
   *
   * @param width values of a row
   * @param hidden units
   * @param classes at least 2
   * @param seed of the weights: normal, with the variance 2 / fan-in of He et al. (2015)
   */
  public static Network perceptron(int width, int hidden, int classes, long seed) {
    TabularNetworks weights = new TabularNetworks(seed);
    NetworkBuilder builder = NetworkBuilder.named("perceptron");
    String x = builder.input("row", Shape.of(width));
    x = builder.gemm("hidden", x, weights.normal(hidden, width), zeros(hidden));
    x = builder.relu("rectified", x);
    x = builder.gemm("classes", x, weights.normal(classes, hidden), zeros(classes));
    return builder.output(builder.softmax("probabilities", x)).build();
  }

  /**
   * A perceptron with two hidden layers of rectified units.
   *
   * @param width values of a row
   * @param hidden units in each
   * @param classes at least 2
   * @param seed of the weights, as in {@link #perceptron}
   */
  public static Network deep(int width, int hidden, int classes, long seed) {
    TabularNetworks weights = new TabularNetworks(seed);
    NetworkBuilder builder = NetworkBuilder.named("deep");
    String x = builder.input("row", Shape.of(width));
    x = builder.gemm("hidden1", x, weights.normal(hidden, width), zeros(hidden));
    x = builder.relu("rectified1", x);
    x = builder.gemm("hidden2", x, weights.normal(hidden, hidden), zeros(hidden));
    x = builder.relu("rectified2", x);
    x = builder.gemm("classes", x, weights.normal(classes, hidden), zeros(classes));
    return builder.output(builder.softmax("probabilities", x)).build();
  }

  /**
   * A convolutional network for what has channels and space, such as a feature in the middle of
   * another network: channels are brought to at most 64, two 3×3 convolutions look at what is
   * beside one another and shrink space to at most 7×7 or so, and a dense layer sees every place of
   * it.
   *
   * @param shape channels × height × width
   * @param classes at least 2
   * @param seed of the weights, as in {@link #perceptron}
   */
  public static Network convolutional(Shape shape, int classes, long seed) {
    TabularNetworks weights = new TabularNetworks(seed);
    NetworkBuilder builder = NetworkBuilder.named("convolutional");
    String x = builder.input("row", shape);
    int channels = Math.min(SEEN, Math.max(LEAST, shape.dim(0)));
    int side = Math.max(shape.dim(1), shape.dim(2));
    int first = side > 4 * SMALL ? 4 : side > 2 * SMALL ? 2 : 1;
    int second = side > SMALL ? 2 : 1;
    x = weights.convolved(builder, "1", x, ConvolutionSpec.pointwise(shape.dim(0), channels));
    x = weights.convolved(builder, "2", x, ConvolutionSpec.of(channels, channels).by(first));
    x = weights.convolved(builder, "3", x, ConvolutionSpec.of(channels, SEEN).by(second));
    x = builder.flatten("flatten", x);
    int height = after(after(shape.dim(1), first), second);
    int width = after(after(shape.dim(2), first), second);
    int flat = SEEN * height * width;
    x = builder.gemm("classes", x, weights.normal(classes, flat), zeros(classes));
    return builder.output(builder.softmax("probabilities", x)).build();
  }

  /**
   * What brings numbers to unit size.
   *
   * @param mean subtracted from each number
   * @param scale that each is then multiplied by
   */
  public record Standardisation(Tensor mean, Tensor scale) {
    /** The same of doubles. */
    public static Standardisation of(double[] mean, double[] scale) {
      return new Standardisation(tensor(mean), tensor(scale));
    }
  }

  /**
   * A last layer for a network that ends elsewhere: every number is brought to unit size, and one
   * dense layer, starting at zero, tells classes apart.
   *
   * @param body of one output, which the head takes
   * @param sizes of the numbers
   * @param classes at least 2
   */
  public static Network head(Network body, Standardisation sizes, int classes) {
    String own = unused(body);
    NetworkBuilder builder = NetworkBuilder.named(own);
    int width = body.outputs().get(0).shape().size();
    String x = standardised(builder, own, body.outputs().get(0), sizes);
    x = builder.gemm(own + "/classes", x, zeros(classes, width), zeros(classes));
    return builder.output(builder.softmax(own + "/probabilities", x)).build();
  }

  /**
   * Last layers for a network that ends elsewhere: a perceptron of numbers that are brought to unit
   * size.
   *
   * @param body of one output, which the head takes
   * @param sizes of the numbers
   * @param hidden units
   * @param classes at least 2
   * @param seed of the weights, as in {@link #perceptron}
   */
  public static Network head(
      Network body, Standardisation sizes, int hidden, int classes, long seed) {
    TabularNetworks weights = new TabularNetworks(seed);
    String own = unused(body);
    NetworkBuilder builder = NetworkBuilder.named(own);
    int width = body.outputs().get(0).shape().size();
    String x = standardised(builder, own, body.outputs().get(0), sizes);
    x = builder.gemm(own + "/hidden", x, weights.normal(hidden, width), zeros(hidden));
    x = builder.relu(own + "/rectified", x);
    x = builder.gemm(own + "/classes", x, weights.normal(classes, hidden), zeros(classes));
    return builder.output(builder.softmax(own + "/probabilities", x)).build();
  }

  /** What the names of a head begin with: the body may have one of its own. */
  private static String unused(Network body) {
    String own = "head";
    for (int i = 2; isUsed(body, own + "/"); i++) {
      own = "head" + i;
    }
    return own;
  }

  private static boolean isUsed(Network body, String prefix) {
    return body.nodes().stream()
        .flatMap(node -> node.outputs().stream())
        .anyMatch(name -> name.startsWith(prefix));
  }

  private static String standardised(
      NetworkBuilder builder, String own, TensorSpec input, Standardisation sizes) {
    String x = builder.flatten(own + "/flat", builder.input(input.name(), input.shape()));
    int width = input.shape().size();
    Tensor ones = Tensor.allocate(Shape.of(width));
    for (int i = 0; i < width; i++) {
      ones.buffer().put(i, 1);
    }
    return builder.batchNormalization(
        own + "/unit", x, sizes.scale(), zeros(width), sizes.mean(), ones);
  }

  private static Tensor tensor(double[] values) {
    Tensor tensor = Tensor.allocate(Shape.of(values.length));
    for (int i = 0; i < values.length; i++) {
      tensor.buffer().put(i, (float) values[i]);
    }
    return tensor;
  }

  private String convolved(NetworkBuilder builder, String name, String x, ConvolutionSpec filter) {
    Tensor weight = normal(filter.weights(), filter.fanIn());
    String y = builder.conv("conv" + name, x, weight, zeros(filter.to()), filter.attributes());
    return builder.relu("relu" + name, y);
  }

  private static int after(int side, int stride) {
    return (side + stride - 1) / stride;
  }

  private Tensor normal(int to, int from) {
    return normal(Shape.of(to, from), from);
  }

  private Tensor normal(Shape shape, int from) {
    Tensor tensor = Tensor.allocate(shape);
    FloatBuffer values = tensor.buffer();
    double deviation = Math.sqrt(2.0 / from);
    while (values.hasRemaining()) {
      values.put((float) (random.nextGaussian() * deviation));
    }
    return tensor;
  }

  private static Tensor zeros(int... dims) {
    return Tensor.allocate(Shape.of(dims));
  }
}
