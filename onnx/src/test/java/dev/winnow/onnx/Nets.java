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

  /** Positive values around 1. */
  Tensor variance(int size) {
    Tensor tensor = normal(Shape.of(size), 0.1);
    FloatBuffer values = tensor.buffer();
    for (int i = 0; i < size; i++) {
      values.put(i, 1 + Math.abs(values.get(i)));
    }
    return tensor;
  }

  /** conv → relu → conv + relu's result (a residual block) → mean over space → fc → softmax. */
  static Network residual(long seed) {
    Nets nets = new Nets(seed);
    NetworkBuilder builder = NetworkBuilder.named("residual");
    Attributes same = Attributes.none().withIntegers("pads", 1, 1, 1, 1);
    String x = builder.input("image", Shape.of(3, 8, 8));
    x = builder.conv("conv1", x, nets.weight(4, 3, 3, 3), nets.bias(4), same);
    String block = builder.relu("relu1", x);
    x = builder.conv("conv2", block, nets.weight(4, 4, 3, 3), same);
    x = builder.add("sum", x, block);
    x = builder.globalAveragePool("mean", x);
    x = builder.flatten("flat", x);
    x = builder.gemm("fc", x, nets.weight(2, 4), nets.bias(2));
    return builder.output(builder.softmax("probabilities", x)).build();
  }
}
