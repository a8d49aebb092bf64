package dev.winnow.edge.delivery;

import dev.winnow.core.WinnowException;

/** What a user wrote as an analyzer's address cannot be understood. */
public final class MalformedAddressException extends WinnowException {
  MalformedAddressException(String message) {
    super(message);
  }
}
