package dev.winnow.edge.delivery;

import dev.winnow.core.WinnowException;

/** The analyzer answered with an error. */
public final class RefusedRequestException extends WinnowException {
  RefusedRequestException(String message) {
    super(message);
  }

  RefusedRequestException(String message, Throwable cause) {
    super(message, cause);
  }
}
