package dev.winnow.zoo;

import dev.winnow.zoo.TensorflowLayers.Flow;

/**
 * The small Xception (<a href="https://arxiv.org/abs/1610.02357">Chollet 2017</a>) of face-api.js:
 * from 3 × 112 × 112 floats to 512 × 7 × 7. The sum that ends a block has the block's name.
 */
final class TinyXception {
  private final TensorflowLayers layers;

  TinyXception(TensorflowLayers layers) {
    this.layers = layers;
  }

  Flow features(Flow image) {
    return exitFlow(middleFlow(entryFlow(image)));
  }

  private Flow entryFlow(Flow image) {
    Flow x = layers.convolution("entry_flow/conv_in", image, 32, 3, 2);
    x = layers.relu("entry_flow/relu", x);
    x = reductionBlock("entry_flow/reduction_block_0", x, x, 64);
    return activatedReductionBlock("entry_flow/reduction_block_1", x, 128);
  }

  private Flow middleFlow(Flow entered) {
    Flow x = mainBlock("middle_flow/main_block_0", entered);
    return mainBlock("middle_flow/main_block_1", x);
  }

  private Flow exitFlow(Flow middle) {
    Flow x = activatedReductionBlock("exit_flow/reduction_block", middle, 256);
    x = layers.separableConvolution("exit_flow/separable_conv", x, 512, 1);
    return layers.relu("exit_flow/relu", x);
  }

  /** Two separable convolutions and a pooling that halves the size, with a shortcut around them. */
  private Flow reductionBlock(String name, Flow x, Flow activated, int channels) {
    Flow y = layers.separableConvolution(name + "/separable_conv0", activated, channels, 1);
    y = layers.relu(name + "/relu1", y);
    y = layers.separableConvolution(name + "/separable_conv1", y, channels, 1);
    y = layers.maxPool(name + "/max_pool", y);
    Flow shortcut = layers.convolution(name + "/expansion_conv", x, channels, 1, 2);
    return layers.sum(name, y, shortcut);
  }

  /** A reduction block that begins with an activation, which its shortcut goes around too. */
  private Flow activatedReductionBlock(String name, Flow x, int channels) {
    return reductionBlock(name, x, layers.relu(name + "/relu0", x), channels);
  }

  /** Three separable convolutions, each after an activation, and a shortcut around them. */
  private Flow mainBlock(String name, Flow x) {
    Flow y = x;
    for (int i = 0; i < 3; i++) {
      y = layers.relu(name + "/relu" + i, y);
      y = layers.separableConvolution(name + "/separable_conv" + i, y, x.channels(), 1);
    }
    return layers.sum(name, y, x);
  }
}
