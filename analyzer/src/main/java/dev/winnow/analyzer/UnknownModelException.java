package dev.winnow.analyzer;

import dev.winnow.core.WinnowException;

/** A request is for a model, a version or a path that is not there. */
final class UnknownModelException extends WinnowException {
  UnknownModelException(String message) {
    super(message);
  }
}
