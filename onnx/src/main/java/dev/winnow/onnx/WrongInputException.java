package dev.winnow.onnx;

/** A session was given a tensor that the network does not take, or room that its output fails. */
public final class WrongInputException extends NetworkException {
  WrongInputException(String message) {
    super(message);
  }
}
