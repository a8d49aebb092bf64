package dev.winnow.learn.architecture;

import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;

/**
 * A small network in the manner of MobileNet (Howard et al. 2017, section 3): a 3×3 convolution,
 * then convolutions taken apart into one of each channel by itself and one of each pixel by itself,
 * both with batch normalisation and a rectifier; then the mean over space, dropout and one dense
 * layer. 37,570 weights for two classes of images in colour, and a fifth of the work of {@link
 * Vgg}. The first convolution keeps the image's size, which in the paper it halves, because the
 * images here are small.
 */
final class Depthwise {
  /**
   * A block.
   *
   * @param channels that come out of it
   * @param stride of its first convolution
   */
  private record Block(int channels, int stride) {}

  private static final int STEM = 16;

  private static final Block[] BLOCKS = {
    new Block(32, 2),
    new Block(32, 1),
    new Block(64, 2),
    new Block(64, 1),
    new Block(128, 2),
    new Block(128, 1)
  };

  /** The smallest image, of which 2 × 2 pixels are left in the end. */
  static final int SMALLEST = 16;

  private Depthwise() {}

  /**
   * An untrained network from {@code image} to {@code probabilities}.
   *
   * @param plan for channels × height × width
   */
  static Network network(Blueprint plan) {
    Shape input = plan.input();
    NetworkBuilder builder = NetworkBuilder.named("depthwise");
    Layers layers = new Layers(builder, plan.random());
    String image = builder.input("image", input);
    String x = layers.rectified("0", image, ConvolutionSpec.of(input.dim(0), STEM));
    int channels = STEM;
    for (int i = 0; i < BLOCKS.length; i++) {
      Block block = BLOCKS[i];
      String name = String.valueOf(i + 1);
      x = layers.rectified(name + "_1", x, ConvolutionSpec.depthwise(channels).by(block.stride));
      x = layers.rectified(name + "_2", x, ConvolutionSpec.pointwise(channels, block.channels));
      channels = block.channels;
    }
    return layers.classified(x, channels, plan.classes(), plan.card());
  }
}
