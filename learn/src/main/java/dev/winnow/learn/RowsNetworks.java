package dev.winnow.learn;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.nio.FloatBuffer;
import java.util.Random;

/** Small untrained classifiers of rows of numbers, from {@code row} to {@code probabilities}. */
public final class RowsNetworks {
  private final Random random;

  private RowsNetworks(long seed) {
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
    RowsNetworks weights = new RowsNetworks(seed);
    NetworkBuilder builder = NetworkBuilder.named("perceptron");
    String x = builder.input("row", Shape.of(width));
    x = builder.gemm("hidden", x, weights.normal(hidden, width), zeros(hidden));
    x = builder.relu("rectified", x);
    x = builder.gemm("classes", x, weights.normal(classes, hidden), zeros(classes));
    return builder.output(builder.softmax("probabilities", x)).build();
  }

  private Tensor normal(int to, int from) {
    Tensor tensor = zeros(to, from);
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
