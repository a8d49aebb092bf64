package dev.winnow.edge;

import dev.winnow.core.WinnowException;

/** The analyzer answered with an error. */
public final class RefusedRequestException extends WinnowException {
  RefusedRequestException(String message) {
    super(message);
  }
}
