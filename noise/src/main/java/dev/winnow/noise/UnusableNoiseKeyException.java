package dev.winnow.noise;

import dev.winnow.core.WinnowException;

/** The file of a node's secret is not a secret, or cannot be had; nothing was sent. */
public final class UnusableNoiseKeyException extends WinnowException {
  UnusableNoiseKeyException(String message) {
    super(message);
  }

  UnusableNoiseKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
