package dev.winnow.edge.outbox;

import dev.winnow.core.WinnowException;

/** What a node keeps on disk can be neither read nor written, so that nothing is sent. */
public final class UnusableStoreException extends WinnowException {
  UnusableStoreException(String message) {
    super(message);
  }

  UnusableStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
