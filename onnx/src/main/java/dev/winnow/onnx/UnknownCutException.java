package dev.winnow.onnx;

/** A name is not a cut of the network; the message names those that are nearest. */
public final class UnknownCutException extends NetworkException {
  UnknownCutException(String message) {
    super(message);
  }
}
