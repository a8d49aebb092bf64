package dev.winnow.onnx;

/** A network may answer the same input differently each time. */
public final class NondeterministicNetworkException extends NetworkException {
  NondeterministicNetworkException(String what, Node node, String whyAndRemedy) {
    super("%s cannot be an extractor: node %s %s".formatted(what, node, whyAndRemedy));
  }
}
