package dev.winnow.detection;

import dev.winnow.core.WinnowException;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.TensorSpec;
import java.util.stream.Collectors;

/** A network is not a detector that can be decoded, or not the one it is said to be. */
public final class UnknownDetectorException extends WinnowException {
  private UnknownDetectorException(String message) {
    super(message);
  }

  static UnknownDetectorException family(Network network) {
    return new UnknownDetectorException(
        "%s is no detector that can be decoded: it makes %s; known are %s"
            .formatted(network, outputs(network), DetectorFamily.known()));
  }

  static UnknownDetectorException notOf(Network network, DetectorFamily family) {
    return new UnknownDetectorException(
        "%s is no detector of the family %s, which makes %s: it takes %s and makes %s"
            .formatted(
                network,
                family.title(),
                family.outputs(),
                network.inputs().stream()
                    .map(TensorSpec::toString)
                    .collect(Collectors.joining(", ")),
                outputs(network)));
  }

  static UnknownDetectorException labels(Network network, int classes, int labels) {
    return new UnknownDetectorException(
        "%s tells %d classes apart and has %d labels; give it a label for each"
            .formatted(network, classes, labels));
  }

  private static String outputs(Network network) {
    return network.outputs().stream().map(TensorSpec::toString).collect(Collectors.joining(", "));
  }
}
