package dev.winnow.learn;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;

/**
 * An untrained network from a standardised feature to a picture, in the manner of Dosovitskiy and
 * Brox (2016): a feature that is flat becomes a small map by a dense layer, one over space by a 1×1
 * convolution; up-convolutions then double the map until it is a picture.
 *
 * <p>An up-convolution is a 3×3 convolution that makes four values per place, which are laid out as
 * 2×2 (Shi et al. 2016, "Real-Time Single Image and Video Super-Resolution Using an Efficient
 * Sub-Pixel Convolutional Neural Network"): it computes what one that spreads its input computes,
 * without multiplying by the zeros between. A second way, of two dense layers, adds what is said of
 * the picture as a whole.
 */
final class DecoderNetwork {
  private static final int DOUBLINGS = 3;
  static int[] CHANNELS = {16, 32, 64, 64};
  static int GLOBAL = 128;
  private static final int SQUEEZED = 16;
  private static final float SLOPE = .2f;
  private static final int SMALLEST = 16;
  private static final int LARGEST = 64;

  private final NetworkBuilder builder = NetworkBuilder.named("decoder");
  private final Shape row;
  private final Shape picture;
  private final Decoder.Spread spread;
  private final Random random;

  DecoderNetwork(Shape row, Shape picture, Decoder.Spread spread, Random random) {
    requireSize(picture.dim(1));
    requireSize(picture.dim(2));
    this.row = row;
    this.picture = picture;
    this.spread = spread;
    this.random = random;
  }

  Network build() {
    String x = builder.input(Entrance.name(), row);
    String whole = null;
    int doublings = DOUBLINGS;
    int height = picture.dim(1) >> DOUBLINGS;
    int width = picture.dim(2) >> DOUBLINGS;
    if (row.rank() == 1) {
      whole = x;
      String map = dense("map", x, normal(CHANNELS[DOUBLINGS] * height * width, row.size()));
      x = reshape("map.places", leaky(map), CHANNELS[DOUBLINGS], height, width);
    } else {
      while (doublings > 1 && row.dim(1) >= 2 * height && row.dim(2) >= 2 * width) {
        doublings--;
        height *= 2;
        width *= 2;
      }
      String squeezed = convolution("squeezed", x, Filter.pointwise(row.dim(0), SQUEEZED));
      whole = builder.flatten("squeezed.flat", leaky(squeezed));
      x = leaky(convolution("map", x, Filter.pointwise(row.dim(0), CHANNELS[doublings])));
      x = resized(x, height, width);
    }
    int wholeSize = row.rank() == 1 ? row.size() : SQUEEZED * row.dim(1) * row.dim(2);
    x = leaky(convolution("mixed", x, Filter.of(CHANNELS[doublings], CHANNELS[doublings])));
    for (int left = doublings; left > 0; left--) {
      boolean isLast = left == 1;
      int to = isLast ? picture.dim(0) : CHANNELS[left - 1];
      Filter filter = Filter.of(CHANNELS[left], 4 * to);
      x = convolution("up" + left, x, filter, isLast ? zeros(filter.weights()) : normal(filter));
      x = doubled("up" + left, x, to, height, width);
      height *= 2;
      width *= 2;
      x = isLast ? x : leaky(x);
    }
    if (GLOBAL > 0) {
      String told = leaky(dense("told", whole, normal(GLOBAL, wholeSize)));
      String drawn = dense("drawn", told, zeros(Shape.of(picture.size(), GLOBAL)));
      x = builder.add("both", x, reshape("drawn.places", drawn, dims(picture)));
    }
    String scale =
        builder.constant("scale", Tensor.of(Shape.of(), (float) Math.sqrt(spread.variance())));
    x = builder.node("Mul", "scaled", List.of(x, scale), Attributes.none());
    x = builder.add("picture", x, builder.constant("mean", spread.mean()));
    return builder.output(x).build();
  }

  private String dense(String name, String x, Tensor weight) {
    return builder.gemm(name, x, weight, zeros(Shape.of(weight.shape().dim(0))));
  }

  private String convolution(String name, String x, Filter filter) {
    return convolution(name, x, filter, normal(filter));
  }

  private String convolution(String name, String x, Filter filter, Tensor weight) {
    return builder.conv(name, x, weight, zeros(Shape.of(filter.to())), filter.attributes());
  }

  private String leaky(String x) {
    return builder.node(
        "LeakyRelu", x + ".leaky", List.of(x), Attributes.none().withNumber("alpha", SLOPE));
  }

  private String reshape(String name, String x, long... sample) {
    long[] shape = new long[sample.length + 1];
    shape[0] = -1;
    System.arraycopy(sample, 0, shape, 1, sample.length);
    String wanted = builder.integers(name + ".shape", shape);
    return builder.node("Reshape", name, List.of(x, wanted), Attributes.none());
  }

  /** Four values of a place become two by two places. */
  private String doubled(String name, String x, int channels, int height, int width) {
    String apart = reshape(name + ".apart", x, channels, 2, 2, height, width);
    String woven =
        builder.node(
            "Transpose",
            name + ".woven",
            List.of(apart),
            Attributes.none().withIntegers("perm", 0, 1, 4, 2, 5, 3));
    return reshape(name + ".doubled", woven, channels, 2L * height, 2L * width);
  }

  private String resized(String x, int height, int width) {
    if (row.dim(1) == height && row.dim(2) == width) {
      return x;
    }
    String scales =
        builder.constant(
            "resized.scales",
            Tensor.of(
                Shape.of(4), 1, 1, scale(height, row.dim(1)), scale(width, row.dim(2))));
    return builder.node(
        "Resize", "resized", List.of(x, "", scales), Attributes.none().withText("mode", "linear"));
  }

  /** A little more than the ratio: extents are rounded down. */
  private static float scale(int to, int from) {
    return (to + 1e-3f) / from;
  }

  private Tensor normal(Filter filter) {
    return normal(filter.weights(), filter.fanIn());
  }

  private Tensor normal(int to, int from) {
    return normal(Shape.of(to, from), from);
  }

  /** The variance 2 / fan-in of He et al. (2015). */
  private Tensor normal(Shape shape, int fanIn) {
    Tensor tensor = Tensor.allocate(shape);
    FloatBuffer values = tensor.buffer();
    double deviation = Math.sqrt(2.0 / fanIn);
    while (values.hasRemaining()) {
      values.put((float) (random.nextGaussian() * deviation));
    }
    return tensor;
  }

  private static Tensor zeros(Shape shape) {
    return Tensor.allocate(shape);
  }

  private static long[] dims(Shape shape) {
    return shape.toLongs();
  }

  private static void requireSize(int size) {
    InvalidSettingException.require(
        size >= SMALLEST && size <= LARGEST && size % (1 << DOUBLINGS) == 0,
        "size of pictures to decode",
        size,
        "a multiple of 8 from %d to %d".formatted(SMALLEST, LARGEST));
  }
}
