package dev.winnow.learn.architecture;

import dev.winnow.core.Shape;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;

/**
 * A small network in the manner of VGG (Simonyan and Zisserman 2015): blocks of two 3×3
 * convolutions with batch normalisation, each block ending in a pooling that halves the image; then
 * the mean over space, dropout and one dense layer. 116,402 weights for two classes of images in
 * colour.
 */
final class Vgg {
  private static final int[] CHANNELS = {16, 32, 48, 64};
  private static final int CONVOLUTIONS = 2;

  /** The smallest image that survives all poolings. */
  static final int SMALLEST = 1 << CHANNELS.length;

  private Vgg() {}

  /**
   * An untrained network from {@code image} to {@code probabilities}.
   *
   * @param plan for channels × height × width
   */
  static Network network(Blueprint plan) {
    Shape input = plan.input();
    NetworkBuilder builder = NetworkBuilder.named("vgg");
    Layers layers = new Layers(builder, plan.random());
    String x = builder.input("image", input);
    int channels = input.dim(0);
    for (int block = 1; block <= CHANNELS.length; block++) {
      for (int i = 1; i <= CONVOLUTIONS; i++) {
        x = layers.rectified(block + "_" + i, x, ConvolutionSpec.of(channels, CHANNELS[block - 1]));
        channels = CHANNELS[block - 1];
      }
      x = builder.maxPool("pool" + block, x, halving());
    }
    return layers.classified(x, channels, plan.classes(), plan.card());
  }

  private static Attributes halving() {
    return Attributes.none().withIntegers("kernel_shape", 2, 2).withIntegers("strides", 2, 2);
  }
}
