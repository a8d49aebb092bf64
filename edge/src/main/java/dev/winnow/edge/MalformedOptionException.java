package dev.winnow.edge;

import dev.winnow.core.WinnowException;

/** What a user wrote as an option cannot be understood. */
public final class MalformedOptionException extends WinnowException {
  /**
   * An option.
   *
   * @param message what it is, what it should be
   */
  public MalformedOptionException(String message) {
    super(message);
  }
}
