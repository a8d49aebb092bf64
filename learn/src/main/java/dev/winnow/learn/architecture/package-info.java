/**
 * Untrained networks as ONNX graphs: small ones in the manner of VGG, ResNet and MobileNet, and the
 * form of their convolutions.
 *
 * <p>In flow a shape, a number of classes and random numbers; out flows a network that knows
 * nothing yet. Nothing here needs PyTorch.
 */
@NullMarked
package dev.winnow.learn.architecture;

import org.jspecify.annotations.NullMarked;
