package dev.winnow.zoo;

import dev.winnow.zoo.TensorflowLayers.Flow;

/**
 * The small feature extractor of faces of face-api.js: from 3 × 112 × 112 floats to 256 × 7 × 7 by
 * four blocks of four convolutions, each of which sees the sum of all before it in its block (as in
 * <a href="https://arxiv.org/abs/1608.06993">Huang et al. 2017</a>, with sums for concatenations).
 * The activation that ends a block has the block's name.
 */
final class DenseBlocks {
  private static final int[] CHANNELS = {32, 64, 128, 256};
  private static final int CONVOLUTIONS = 4;

  private final TensorflowLayers layers;

  DenseBlocks(TensorflowLayers layers) {
    this.layers = layers;
  }

  Flow features(Flow image) {
    Flow x = image;
    for (int i = 0; i < CHANNELS.length; i++) {
      x = block("dense" + i, x, CHANNELS[i], i == 0);
    }
    return x;
  }

  private Flow block(String name, Flow x, int channels, boolean first) {
    Flow entered =
        first
            ? layers.convolution(name + "/conv0", x, channels, 3, 2)
            : layers.separableConvolution(name + "/conv0", x, channels, 2);
    Flow sum = layers.relu(name + "/relu0", entered);
    Flow seen = sum;
    for (int i = 1; i < CONVOLUTIONS; i++) {
      Flow y = layers.separableConvolution(name + "/conv" + i, seen, channels, 1);
      sum = layers.sum(name + "/sum" + i, sum, y);
      seen = layers.relu(i == CONVOLUTIONS - 1 ? name : name + "/relu" + i, sum);
    }
    return seen;
  }
}
