package dev.winnow.learn.architecture;

import static dev.winnow.onnx.Attributes.none;

import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.util.List;

/**
 * Layers of what goes on in time, for which padding does not count: a step of which every value is
 * 0 holds nothing. Each layer finds these steps in what it takes and leaves zeros there, so that
 * one tensor is all that goes from layer to layer, and a network can be cut between any two.
 *
 * <p>Time is the third axis, samples × channels × time or samples × channels × time × bands.
 */
final class TemporalLayers {
  private static final float LEAST = 1e-6f;

  private final NetworkBuilder builder;
  private final Layers layers;

  TemporalLayers(NetworkBuilder builder, Layers layers) {
    this.builder = builder;
    this.layers = layers;
  }

  /**
   * Adds a convolution that keeps the extents, with batch normalisation and a rectifier, and a
   * pooling that halves them.
   *
   * @param weights outputs × inputs × kernel, of odd extents
   * @return {@code pool} and the name
   */
  String block(String name, String x, Shape weights) {
    int space = weights.rank() - 2;
    long[] pads = new long[2 * space];
    long[] two = new long[space];
    for (int axis = 0; axis < space; axis++) {
      pads[axis] = weights.dim(2 + axis) / 2;
      pads[space + axis] = pads[axis];
      two[axis] = 2;
    }
    Attributes keeping = none().withIntegers("pads", pads);
    String y = builder.relu("relu" + name, layers.normalised(name, x, weights, keeping));
    y = builder.node("Mul", "within" + name, List.of(y, mask(name, x, space)), none());
    Attributes halving = none().withIntegers("kernel_shape", two).withIntegers("strides", two);
    return builder.maxPool("pool" + name, y, halving);
  }

  /**
   * Adds a convolution of the samples of a recording, with batch normalisation and a rectifier.
   *
   * @param x samples × 1 × time
   * @param weights outputs × 1 × kernel
   * @return {@code within} and the name
   */
  String strided(String name, String x, Shape weights, int stride) {
    Attributes strides = none().withIntegers("strides", stride);
    String y = builder.relu("relu" + name, layers.normalised(name, x, weights, strides));
    String there =
        builder.maxPool(
            "there" + name, mask(name, x, 1), strides.withIntegers("kernel_shape", weights.dim(2)));
    return builder.node("Mul", "within" + name, List.of(y, there), none());
  }

  /** Ends the network: the mean over time, {@code pooled}, dropout, one dense layer. */
  Network classified(String x, int channels, int space, int classes, ModelCard card) {
    String sum = builder.globalAveragePool("mean", x);
    String share = builder.globalAveragePool("share", mask("", x, space));
    String least = builder.constant("least", Tensor.of(Shape.of(), LEAST));
    share = builder.node("Clip", "some", List.of(share, least), none());
    String mean = builder.node("Div", "average", List.of(sum, share), none());
    return layers.ended(builder.flatten("pooled", mean), channels, classes, card);
  }

  /** 1 where any channel or band of a step is not 0, and 0 where all are. */
  private String mask(String name, String x, int space) {
    String square = builder.node("Mul", "mask" + name + ".square", List.of(x, x), none());
    Attributes axes = none().withIntegers("axes", space == 1 ? new long[] {1} : new long[] {1, 3});
    String power = builder.node("ReduceMean", "mask" + name + ".power", List.of(square), axes);
    return builder.node("Sign", "mask" + name, List.of(power), none());
  }
}
