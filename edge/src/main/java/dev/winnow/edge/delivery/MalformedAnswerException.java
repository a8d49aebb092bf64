package dev.winnow.edge;

import dev.winnow.core.WinnowException;

/** The analyzer answered with something that is no answer. */
public final class MalformedAnswerException extends WinnowException {
  MalformedAnswerException(String message) {
    super(message);
  }

  MalformedAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
