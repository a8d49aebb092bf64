package dev.winnow.onnx;

import dev.winnow.core.WinnowException;

/** A network cannot be read, cut or run. Each condition has a subclass of its own. */
public abstract sealed class NetworkException extends WinnowException
    permits MalformedNetworkException,
        NondeterministicNetworkException,
        RunFailedException,
        StatefulAnalyzerException,
        UnclippedNetworkException,
        UnknownCutException,
        UnreadableNetworkException,
        UnsupportedNetworkException,
        WrongInputException {
  private static final int LONGEST = 1000;

  NetworkException(String message) {
    super(printable(message));
  }

  NetworkException(String message, Throwable cause) {
    super(printable(message), cause);
  }

  /**
   * Messages name tensors and nodes of files that nobody vouches for: what could break the line or
   * steer a terminal is replaced.
   */
  private static String printable(String message) {
    String line = message.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
