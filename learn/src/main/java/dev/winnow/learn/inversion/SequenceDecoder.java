package dev.winnow.learn.inversion;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.util.Random;

/**
 * An untrained network from a standardised feature to a sequence of several channels: what {@link
 * DecoderNetwork} is for images, in one dimension. A dense layer makes a short sequence, which
 * up-convolutions of three values double until it is as long as it should be; two dense layers
 * beside them add what is said of the sequence as a whole.
 */
final class SequenceDecoder {
  private static final int DOUBLINGS = 3;
  private static final int KERNEL = 3;

  /** Of sequences that are so many doublings away from the last. */
  private static final int[] CHANNELS = {0, 32, 64, 64};

  private static final int SHORTEST = 16;
  private static final int LONGEST = 256;

  private final NetworkBuilder builder = NetworkBuilder.named("decoder");
  private final DecoderLayers layers;
  private final Shape row;
  private final Shape sequence;
  private final Decoder.Spread spread;

  SequenceDecoder(Shape row, Shape sequence, Decoder.Spread spread, Random random) {
    int length = sequence.dim(1);
    InvalidSettingException.require(
        length >= SHORTEST && length <= LONGEST && length % (1 << DOUBLINGS) == 0,
        "length of sequences to decode",
        length,
        "a multiple of 8 from %d to %d".formatted(SHORTEST, LONGEST));
    this.layers = new DecoderLayers(builder, random);
    this.row = row;
    this.sequence = sequence;
    this.spread = spread;
  }

  Network build() {
    String x = builder.input(DecoderInput.name(), row);
    if (row.rank() != 1) {
      x = builder.flatten("flat", x);
    }
    int length = sequence.dim(1) >> DOUBLINGS;
    int channels = CHANNELS[DOUBLINGS];
    Tensor first = layers.normal(Shape.of(channels * length, row.size()), row.size());
    String made = layers.leaky(layers.dense("map", x, first));
    made = layers.reshape("map.places", made, channels, length);
    made = layers.leaky(convolved("mixed", made, weights(channels, channels)));
    for (int left = DOUBLINGS; left > 1; left--) {
      int to = CHANNELS[left - 1];
      made = convolved("up" + left, made, weights(CHANNELS[left], 2 * to));
      made = layers.leaky(doubled("up" + left, made, to, length));
      length *= 2;
    }
    Shape last = Shape.of(2 * sequence.dim(0), CHANNELS[1], KERNEL);
    made = convolved("up1", made, DecoderLayers.zeros(last));
    made = doubled("up1", made, sequence.dim(0), length);
    String both = builder.add("both", made, layers.whole(x, row.size(), sequence));
    return builder.output(layers.output(both, spread)).build();
  }

  private Tensor weights(int from, int to) {
    return layers.normal(Shape.of(to, from, KERNEL), from * KERNEL);
  }

  private String convolved(String name, String x, Tensor weight) {
    Tensor bias = DecoderLayers.zeros(Shape.of(weight.shape().dim(0)));
    return builder.conv(name, x, weight, bias, Attributes.none().withIntegers("pads", 1, 1));
  }

  /** Two values of a place become two places. */
  private String doubled(String name, String x, int channels, int length) {
    String apart = layers.reshape(name + ".apart", x, channels, 2, length);
    String woven = layers.transposed(name + ".woven", apart, 0, 1, 3, 2);
    return layers.reshape(name + ".doubled", woven, channels, 2L * length);
  }
}
