package dev.winnow.learn.inversion;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.NetworkBuilder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;

/** What untrained decoders are built of. */
final class DecoderLayers {
  private static final float SLOPE = .2f;
  private static final int TOLD = 128;

  private final NetworkBuilder builder;
  private final Random random;

  DecoderLayers(NetworkBuilder builder, Random random) {
    this.builder = builder;
    this.random = random;
  }

  /** Two dense layers from a whole feature of so many values to a whole capture. */
  String whole(String x, int size, Shape capture) {
    String told = leaky(dense("told", x, normal(Shape.of(TOLD, size), size)));
    String drawn = dense("drawn", told, zeros(Shape.of(capture.size(), TOLD)));
    return reshape("drawn.places", drawn, capture.toLongs());
  }

  /** What was drawn, in the range of the captures, around their mean. */
  String output(String drawn, Decoder.Spread spread) {
    String scale =
        builder.constant("scale", Tensor.of(Shape.of(), (float) Math.sqrt(spread.variance())));
    String scaled = builder.node("Mul", "scaled", List.of(drawn, scale), Attributes.none());
    return builder.add("image", scaled, builder.constant("mean", spread.mean()));
  }

  String dense(String name, String x, Tensor weight) {
    return builder.gemm(name, x, weight, zeros(Shape.of(weight.shape().dim(0))));
  }

  String leaky(String x) {
    return builder.node(
        "LeakyRelu", x + ".leaky", List.of(x), Attributes.none().withNumber("alpha", SLOPE));
  }

  String reshape(String name, String x, long... sample) {
    long[] shape = new long[sample.length + 1];
    shape[0] = -1;
    System.arraycopy(sample, 0, shape, 1, sample.length);
    String wanted = builder.integers(name + ".shape", shape);
    return builder.node("Reshape", name, List.of(x, wanted), Attributes.none());
  }

  String transposed(String name, String x, long... order) {
    return builder.node(
        "Transpose", name, List.of(x), Attributes.none().withIntegers("perm", order));
  }

  /** The variance 2 / fan-in of He et al. (2015). */
  Tensor normal(Shape shape, int fanIn) {
    Tensor tensor = Tensor.allocate(shape);
    FloatBuffer values = tensor.buffer();
    double deviation = Math.sqrt(2.0 / fanIn);
    while (values.hasRemaining()) {
      values.put((float) (random.nextGaussian() * deviation));
    }
    return tensor;
  }

  static Tensor zeros(Shape shape) {
    return Tensor.allocate(shape);
  }
}
