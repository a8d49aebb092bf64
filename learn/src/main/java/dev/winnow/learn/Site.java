package dev.winnow.learn;

import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Node;
import java.util.Optional;

/**
 * Where an operator stands: one node, and the constants around it.
 *
 * @param network the whole
 * @param node the node
 */
record Site(Network network, Node node) {
  Attributes attributes() {
    return node.attributes();
  }

  /** The version of the operators' specification. */
  int opset() {
    return network.opset();
  }

  /**
   * The values of an input of integers.
   *
   * @throws UnsupportedOperatorException if it is not constant
   */
  long[] integers(int input) {
    return network
        .integers(node.input(input))
        .orElseThrow(
            () ->
                unsupported(
                    "takes \"%s\" as integers that are not constant; fold constants first"
                        .formatted(node.input(input))));
  }

  /** The single value of a constant input of floats; empty if the input is absent. */
  Optional<Float> number(int input) {
    if (node.input(input).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        network
            .constant(node.input(input))
            .filter(tensor -> tensor.shape().size() == 1)
            .map(Tensor::toArray)
            .map(values -> values[0])
            .orElseThrow(
                () ->
                    unsupported(
                        "takes \"%s\", which is not one constant number"
                            .formatted(node.input(input)))));
  }

  /** A complaint that completes the sentence "node … (…)". */
  UnsupportedOperatorException unsupported(String why) {
    return new UnsupportedOperatorException(network, node, why);
  }
}
