package dev.winnow.learn.inversion;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.architecture.ConvolutionSpec;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
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

  private static final int SQUEEZED = 16;
  private static final int SMALLEST = 16;
  private static final int LARGEST = 64;

  private final NetworkBuilder builder = NetworkBuilder.named("decoder");
  private final Shape row;
  private final Shape image;
  private final Decoder.Spread spread;
  private final DecoderLayers layers;

  DecoderNetwork(Shape row, Shape image, Decoder.Spread spread, Random random) {
    requireSize(image.dim(1));
    requireSize(image.dim(2));
    this.row = row;
    this.image = image;
    this.spread = spread;
    this.layers = new DecoderLayers(builder, random);
  }

  Network build() {
    String x = builder.input(DecoderInput.name(), row);
    String drawn = row.rank() == 1 ? ofRow(x) : ofMap(x);
    return builder.output(layers.output(drawn, spread)).build();
  }

  private String ofRow(String x) {
    Place start = start(DOUBLINGS);
    int channels = CHANNELS[DOUBLINGS];
    Shape weights = Shape.of(channels * start.height * start.width, row.size());
    Tensor weight = layers.normal(weights, row.size());
    String map = layers.leaky(layers.dense("map", x, weight));
    String placed = layers.reshape("map.places", map, channels, start.height, start.width);
    return builder.add("both", enlarged(placed, DOUBLINGS), layers.whole(x, row.size(), image));
  }

  private String ofMap(String x) {
    int doublings = DOUBLINGS;
    while (doublings > 1 && start(doublings - 1).isWithin(row)) {
      doublings--;
    }
    int from = row.dim(0);
    String squeezed =
        layers.leaky(
            convolution("squeezed", x, ConvolutionSpec.pointwise(from, SQUEEZED), Start.RANDOM));
    String flat = builder.flatten("squeezed.flat", squeezed);
    ConvolutionSpec entry = ConvolutionSpec.pointwise(from, CHANNELS[doublings]);
    String map =
        resized(layers.leaky(convolution("map", x, entry, Start.RANDOM)), start(doublings));
    int size = SQUEEZED * row.dim(1) * row.dim(2);
    return builder.add("both", enlarged(map, doublings), layers.whole(flat, size, image));
  }

  /** A small map becomes an image. */
  private String enlarged(String map, int doublings) {
    ConvolutionSpec mixing = ConvolutionSpec.of(CHANNELS[doublings], CHANNELS[doublings]);
    String x = layers.leaky(convolution("mixed", map, mixing, Start.RANDOM));
    for (int left = doublings; left > 1; left--) {
      ConvolutionSpec up = ConvolutionSpec.of(CHANNELS[left], 4 * CHANNELS[left - 1]);
      x = convolution("up" + left, x, up, Start.RANDOM);
      x = layers.leaky(doubled("up" + left, x, CHANNELS[left - 1], start(left)));
    }
    ConvolutionSpec last = ConvolutionSpec.of(CHANNELS[1], 4 * image.dim(0));
    x = convolution("up1", x, last, Start.ZERO);
    return doubled("up1", x, image.dim(0), start(1));
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

  private String convolution(String name, String x, ConvolutionSpec filter, Start start) {
    Tensor weight =
        start == Start.ZERO
            ? DecoderLayers.zeros(filter.weights())
            : layers.normal(filter.weights(), filter.fanIn());
    return builder.conv(
        name, x, weight, DecoderLayers.zeros(Shape.of(filter.to())), filter.attributes());
  }

  /** Four values of a place become two by two places. */
  private String doubled(String name, String x, int channels, Place place) {
    String apart = layers.reshape(name + ".apart", x, channels, 2, 2, place.height, place.width);
    String woven = layers.transposed(name + ".woven", apart, 0, 1, 4, 2, 5, 3);
    return layers.reshape(name + ".doubled", woven, channels, 2L * place.height, 2L * place.width);
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

  private static void requireSize(int size) {
    InvalidSettingException.require(
        size >= SMALLEST && size <= LARGEST && size % (1 << DOUBLINGS) == 0,
        "size of images to decode",
        size,
        "a multiple of 8 from %d to %d".formatted(SMALLEST, LARGEST));
  }
}
