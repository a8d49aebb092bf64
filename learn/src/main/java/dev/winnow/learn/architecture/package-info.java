/**
 * Untrained networks as ONNX graphs: small ones of images in the manner of VGG, ResNet and
 * MobileNet, and of recordings and series with convolutions, recurrent cells or both.
 *
 * <p>In flows a {@link dev.winnow.learn.architecture.Blueprint}; out flows a network that knows
 * nothing yet. Nothing here needs PyTorch.
 */
@NullMarked
package dev.winnow.learn.architecture;

import org.jspecify.annotations.NullMarked;
