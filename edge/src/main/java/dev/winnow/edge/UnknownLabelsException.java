package dev.winnow.edge;

import dev.winnow.core.WinnowException;

/** Answers are to be scored against labels of which the package knows none. */
public final class UnknownLabelsException extends WinnowException {
  UnknownLabelsException(String message) {
    super(message);
  }
}
