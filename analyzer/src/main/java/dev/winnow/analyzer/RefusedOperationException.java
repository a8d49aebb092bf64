package dev.winnow.analyzer;

import dev.winnow.core.WinnowException;

/** A client asks for a change that this server does not make, or that failed. */
final class RefusedOperationException extends WinnowException {
  RefusedOperationException(String message) {
    super(message);
  }
}
