package dev.winnow.analyzer;

import dev.winnow.core.WinnowException;

/** A server cannot listen where it was told to. */
public final class PortUnavailableException extends WinnowException {
  PortUnavailableException(String message) {
    super(message);
  }

  PortUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
