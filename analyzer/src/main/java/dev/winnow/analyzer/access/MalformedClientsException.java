package dev.winnow.analyzer.access;

import dev.winnow.core.WinnowException;

/** A file of clients is not of its form. */
final class MalformedClientsException extends WinnowException {
  MalformedClientsException(String message, Throwable cause) {
    super(message, cause);
  }
}
