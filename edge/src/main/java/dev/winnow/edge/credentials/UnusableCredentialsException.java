package dev.winnow.edge.credentials;

import dev.winnow.core.WinnowException;

/** What a node is to show, or whom it is to believe, cannot be read or must not be used so. */
public final class UnusableCredentialsException extends WinnowException {
  UnusableCredentialsException(String message) {
    super(message);
  }

  UnusableCredentialsException(String message, Throwable cause) {
    super(message, cause);
  }
}
