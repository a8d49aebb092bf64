package dev.winnow.onnx;

/** ONNX Runtime gave up in the middle of a run. */
public final class RunFailedException extends NetworkException {
  RunFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
