package dev.winnow.edge.memory;

import dev.winnow.core.WinnowException;

/** What a node remembers cannot be had, so that nothing is sent. */
public final class UnusableMemoryException extends WinnowException {
  UnusableMemoryException(String message) {
    super(message);
  }

  UnusableMemoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
