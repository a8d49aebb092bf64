package dev.winnow.video;

import dev.winnow.core.WinnowException;

/** A stream cannot be opened, or its connection is lost. */
public final class UnreachableSourceException extends WinnowException {
  /**
   * A stream out of reach.
   *
   * @param source as a person may see it, without a password
   * @param reason a clause
   */
  UnreachableSourceException(String source, String reason) {
    super(
        "cannot receive %s: %s; see whether it is on, and its address right"
            .formatted(source, reason));
  }
}
