package dev.winnow.edge.delivery;

import dev.winnow.core.WinnowException;

/** The analyzer answered with something that is no answer. */
public final class MalformedAnswerException extends WinnowException {
  public MalformedAnswerException(String message) {
    super(message);
  }

  public MalformedAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
