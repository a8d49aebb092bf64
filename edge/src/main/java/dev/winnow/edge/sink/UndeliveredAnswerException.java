package dev.winnow.edge.sink;

import dev.winnow.core.WinnowException;

/** A sink does not take an answer, which stays in the outbox. */
public final class UndeliveredAnswerException extends WinnowException {
  UndeliveredAnswerException(String message) {
    super(message);
  }

  UndeliveredAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
