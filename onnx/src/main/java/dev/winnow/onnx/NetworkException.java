package dev.winnow.onnx;

import dev.winnow.core.WinnowException;

/** A network cannot be read, cut or run. Each condition has a subclass of its own. */
public abstract sealed class NetworkException extends WinnowException
    permits MalformedNetworkException,
        RunFailedException,
        UnknownCutException,
        UnreadableNetworkException,
        UnsupportedNetworkException,
        WrongInputException {
  NetworkException(String message) {
    super(message);
  }

  NetworkException(String message, Throwable cause) {
    super(message, cause);
  }
}
