package dev.winnow.learn.architecture;

import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.util.Random;

/**
 * A small residual network (He et al. 2016) in the form that its section 4.2 gives to small images:
 * a 3×3 convolution, then stages of two basic blocks, each stage but the first halving the image.
 * What goes into a block is added to what its two convolutions make of it, as it is or, where the
 * shape changes, through a 1×1 convolution (their option B). Then the mean over space, dropout and
 * one dense layer. 263,026 weights for two classes of images in colour.
 *
 * <p>Within a block two tensors carry data, so cuts are where blocks end, at {@code relu} and the
 * block's name.
 */
final class Residual {
  private static final int[] CHANNELS = {16, 32, 48, 64};
  private static final int BLOCKS = 2;

  /** The smallest image, of which 2 × 2 pixels are left in the end. */
  static final int SMALLEST = 1 << CHANNELS.length;

  private final NetworkBuilder builder = NetworkBuilder.named("residual");
  private final Layers layers;

  private Residual(Random random) {
    this.layers = new Layers(builder, random);
  }

  /**
   * An untrained network from {@code image} to {@code probabilities}.
   *
   * @param plan for channels × height × width
   */
  static Network network(Blueprint plan) {
    return new Residual(plan.random()).build(plan.input(), plan.classes(), plan.card());
  }

  private Network build(Shape input, int classes, ModelCard card) {
    int channels = CHANNELS[0];
    String image = builder.input("image", input);
    String x = layers.rectified("0", image, ConvolutionSpec.of(input.dim(0), channels));
    for (int stage = 1; stage <= CHANNELS.length; stage++) {
      for (int i = 1; i <= BLOCKS; i++) {
        int stride = stage > 1 && i == 1 ? 2 : 1;
        x = block(stage + "_" + i, x, ConvolutionSpec.of(channels, CHANNELS[stage - 1]).by(stride));
        channels = CHANNELS[stage - 1];
      }
    }
    return layers.classified(x, channels, classes, card);
  }

  /**
   * Adds a basic block.
   *
   * @param first its first convolution, whose shape the second keeps
   */
  private String block(String name, String x, ConvolutionSpec first) {
    String y = layers.rectified(name + "_1", x, first);
    y = layers.normalised(name + "_2", y, ConvolutionSpec.of(first.to(), first.to()));
    return builder.relu("relu" + name, builder.add("add" + name, shortcut(name, x, first), y));
  }

  private String shortcut(String name, String x, ConvolutionSpec first) {
    if (first.from() == first.to() && first.stride() == 1) {
      return x;
    }
    ConvolutionSpec projection =
        ConvolutionSpec.pointwise(first.from(), first.to()).by(first.stride());
    return layers.normalised(name + "_0", x, projection);
  }
}
