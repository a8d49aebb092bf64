package dev.winnow.learn.inversion;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.architecture.ConvolutionSpec;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;

/**
 * An untrained network from a standardised feature to an image, in the manner of Dosovitskiy and
 * Brox (2016): a feature that is flat becomes a small map by a dense layer, one over space by a 1×1
 * convolution; up-convolutions then double the map until it is an image.
 *
 * <p>An up-convolution is a 3×3 convolution that makes four values per place, which are laid out as
 * 2×2 (Shi et al. 2016, "Real-Time Single Image and Video Super-Resolution Using an Efficient
 * Sub-Pixel Convolutional Neural Network"): it computes what one that spreads its input computes,
 * without multiplying by the zeros between. A second way, of two dense layers, adds what is said of
 * the image as a whole.
 */
final class DecoderNetwork {
  private static final int DOUBLINGS = 3;

  /** Of maps that are so many doublings away from the image; the image's own do not count. */
  private static final int[] CHANNELS = {0, 32, 64, 64};

  private static final int TOLD = 128;
  private static final int SQUEEZED = 16;
  private static final float SLOPE = .2f;
  private static final int SMALLEST = 16;
  private static final int LARGEST = 64;

  private final NetworkBuilder builder = NetworkBuilder.named("decoder");
  private final Shape row;
  private final Shape image;
  private final Decoder.Spread spread;
  private final Random random;

  DecoderNetwork(Shape row, Shape image, Decoder.Spread spread, Random random) {
    requireSize(image.dim(1));
    requireSize(image.dim(2));
    this.row = row;
    this.image = image;
    this.spread = spread;
    this.random = random;
  }

  Network build() {
    String x = builder.input(DecoderInput.name(), row);
    String drawn = row.rank() == 1 ? ofRow(x) : ofMap(x);
    String scale =
        builder.constant("scale", Tensor.of(Shape.of(), (float) Math.sqrt(spread.variance())));
    String scaled = builder.node("Mul", "scaled", List.of(drawn, scale), Attributes.none());
    String image = builder.add("image", scaled, builder.constant("mean", spread.mean()));
    return builder.output(image).build();
  }

  private String ofRow(String x) {
    Place start = start(DOUBLINGS);
    int channels = CHANNELS[DOUBLINGS];
    Tensor weight = normal(channels * start.height * start.width, row.size());
    String map = leaky(dense("map", x, weight));
    String placed = reshape("map.places", map, channels, start.height, start.width);
    return builder.add("both", enlarged(placed, DOUBLINGS), whole(x, row.size()));
  }

  private String ofMap(String x) {
    int doublings = DOUBLINGS;
    while (doublings > 1 && start(doublings - 1).isWithin(row)) {
      doublings--;
    }
    int from = row.dim(0);
    String squeezed =
        leaky(convolution("squeezed", x, ConvolutionSpec.pointwise(from, SQUEEZED), Start.RANDOM));
    String flat = builder.flatten("squeezed.flat", squeezed);
    ConvolutionSpec entry = ConvolutionSpec.pointwise(from, CHANNELS[doublings]);
    String map = resized(leaky(convolution("map", x, entry, Start.RANDOM)), start(doublings));
    int size = SQUEEZED * row.dim(1) * row.dim(2);
    return builder.add("both", enlarged(map, doublings), whole(flat, size));
  }

  /** A small map becomes an image. */
  private String enlarged(String map, int doublings) {
    ConvolutionSpec mixing = ConvolutionSpec.of(CHANNELS[doublings], CHANNELS[doublings]);
    String x = leaky(convolution("mixed", map, mixing, Start.RANDOM));
    for (int left = doublings; left > 1; left--) {
      ConvolutionSpec up = ConvolutionSpec.of(CHANNELS[left], 4 * CHANNELS[left - 1]);
      x = convolution("up" + left, x, up, Start.RANDOM);
      x = leaky(doubled("up" + left, x, CHANNELS[left - 1], start(left)));
    }
    ConvolutionSpec last = ConvolutionSpec.of(CHANNELS[1], 4 * image.dim(0));
    x = convolution("up1", x, last, Start.ZERO);
    return doubled("up1", x, image.dim(0), start(1));
  }

  /** Two dense layers from the whole feature to the whole image. */
  private String whole(String x, int size) {
    String told = leaky(dense("told", x, normal(TOLD, size)));
    String drawn = dense("drawn", told, zeros(Shape.of(image.size(), TOLD)));
    return reshape("drawn.places", drawn, image.toLongs());
  }

  /** The places of the map that becomes an image by so many doublings. */
  private Place start(int doublings) {
    return new Place(image.dim(1) >> doublings, image.dim(2) >> doublings);
  }

  private record Place(int height, int width) {
    boolean isWithin(Shape map) {
      return height <= map.dim(1) && width <= map.dim(2);
    }
  }

  /** Weights before training; what ends in the image starts at zero, at the mean image. */
  private enum Start {
    RANDOM,
    ZERO
  }

  private String dense(String name, String x, Tensor weight) {
    return builder.gemm(name, x, weight, zeros(Shape.of(weight.shape().dim(0))));
  }

  private String convolution(String name, String x, ConvolutionSpec filter, Start start) {
    Tensor weight = start == Start.ZERO ? zeros(filter.weights()) : normal(filter);
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
  private String doubled(String name, String x, int channels, Place place) {
    String apart = reshape(name + ".apart", x, channels, 2, 2, place.height, place.width);
    String woven =
        builder.node(
            "Transpose",
            name + ".woven",
            List.of(apart),
            Attributes.none().withIntegers("perm", 0, 1, 4, 2, 5, 3));
    return reshape(name + ".doubled", woven, channels, 2L * place.height, 2L * place.width);
  }

  private String resized(String x, Place place) {
    if (row.dim(1) == place.height && row.dim(2) == place.width) {
      return x;
    }
    String scales =
        builder.constant(
            "resized.scales",
            Tensor.of(
                Shape.of(4),
                1,
                1,
                scale(place.height, row.dim(1)),
                scale(place.width, row.dim(2))));
    return builder.node(
        "Resize", "resized", List.of(x, "", scales), Attributes.none().withText("mode", "linear"));
  }

  /** A little more than the ratio: extents are rounded down. */
  private static float scale(int to, int from) {
    return (to + 1e-3f) / from;
  }

  private Tensor normal(ConvolutionSpec filter) {
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

  private static void requireSize(int size) {
    InvalidSettingException.require(
        size >= SMALLEST && size <= LARGEST && size % (1 << DOUBLINGS) == 0,
        "size of images to decode",
        size,
        "a multiple of 8 from %d to %d".formatted(SMALLEST, LARGEST));
  }
}
