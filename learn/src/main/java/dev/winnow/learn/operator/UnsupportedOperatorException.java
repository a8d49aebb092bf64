package dev.winnow.learn.operator;

import dev.winnow.learn.LearningException;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Node;

/** A network has an operator that cannot be trained, or not in the form that it has. */
public final class UnsupportedOperatorException extends LearningException {
  UnsupportedOperatorException(Network network, Node node, String why) {
    super("%s cannot be trained: node %s %s".formatted(network, node, why));
  }

  /**
   * @param why completes the sentence "node …"
   * @param cause kept
   */
  public UnsupportedOperatorException(Network network, Node node, String why, Throwable cause) {
    super("%s cannot be trained: node %s %s".formatted(network, node, why), cause);
  }
}
