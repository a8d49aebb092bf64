package dev.winnow.edge;

import dev.winnow.core.WinnowException;

/** The file of a node's secret is not a secret, or cannot be had; nothing was sent. */
public final class UnusableSecretException extends WinnowException {
  UnusableSecretException(String message) {
    super(message);
  }

  UnusableSecretException(String message, Throwable cause) {
    super(message, cause);
  }
}
