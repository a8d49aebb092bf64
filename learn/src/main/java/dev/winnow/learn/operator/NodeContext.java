package dev.winnow.learn.operator;

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
public record NodeContext(Network network, Node node) {
  Attributes attributes() {
    return node.attributes();
  }

  /** The version of the operators' specification. */
  int opset() {
    return network.opset();
  }

  /** Whether the node takes an input. */
  boolean takes(int input) {
    return !node.input(input).isEmpty();
  }

  /** An input of integers. */
  Integers integers(int input) {
    Optional<long[]> constant = network.integers(node.input(input));
    return constant.isPresent()
        ? invocation -> constant.get().clone()
        : invocation -> invocation.input(input).toLongArray();
  }

  /** Integers that are an attribute in older operator sets and an input in newer ones. */
  Optional<Integers> integers(String attribute, int input) {
    if (attributes().has(attribute)) {
      long[] values = attributes().integers(attribute);
      return Optional.of(invocation -> values.clone());
    }
    return takes(input) ? Optional.of(integers(input)) : Optional.empty();
  }

  /**
   * The values of an input of floats, in row-major order; none if the input is absent.
   *
   * @throws UnsupportedOperatorException if it is not constant
   */
  float[] numbers(int input) {
    if (!takes(input)) {
      return new float[0];
    }
    String name = node.input(input);
    return network
        .constant(name)
        .map(Tensor::toArray)
        .orElseThrow(() -> unsupported("takes \"%s\", which is not constant".formatted(name)));
  }

  /**
   * The single value of an input of floats.
   *
   * @param otherwise if the input is absent
   * @throws UnsupportedOperatorException if it is not one constant number
   */
  float number(int input, float otherwise) {
    if (!takes(input)) {
      return otherwise;
    }
    float[] values = numbers(input);
    if (values.length != 1) {
      throw unsupported("takes \"%s\", which is not one number".formatted(node.input(input)));
    }
    return values[0];
  }

  /** A complaint that completes the sentence "node … (…)". */
  public UnsupportedOperatorException unsupported(String why) {
    return new UnsupportedOperatorException(network, node, why);
  }
}
