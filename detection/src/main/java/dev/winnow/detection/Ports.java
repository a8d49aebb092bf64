package dev.winnow.detection;

import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.TensorSpec;
import java.util.List;
import java.util.Optional;

/** The inputs and outputs of a network, as decoders look for them. */
final class Ports {
  private Ports() {}

  /** The shape of the only input, if it is an image with the channels first. */
  static Optional<Shape> channelsFirst(Network network) {
    return image(network).filter(shape -> shape.dim(0) == 3);
  }

  /** The shape of the only input, if it is an image with the channels last. */
  static Optional<Shape> channelsLast(Network network) {
    return image(network).filter(shape -> shape.dim(2) == 3);
  }

  /** The name of the only output of a shape for one image. */
  static Optional<String> output(Network network, int... dims) {
    Shape shape = Shape.of(dims);
    List<String> names =
        network.outputs().stream()
            .filter(output -> output.shape().equals(shape))
            .map(TensorSpec::name)
            .toList();
    return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
  }

  private static Optional<Shape> image(Network network) {
    return Optional.of(network.inputs())
        .filter(inputs -> inputs.size() == 1)
        .map(inputs -> inputs.get(0))
        .filter(input -> input.batch().orElse(1) == 1 && input.shape().rank() == 3)
        .map(TensorSpec::shape);
  }
}
