package dev.winnow.video;

import dev.winnow.core.WinnowException;

/** A video cannot be written there, or not any further. */
public final class UnwritableVideoException extends WinnowException {
  /**
   * A video that cannot be written.
   *
   * @param target as a person may see it, without a password
   * @param reason a clause with what to do
   */
  UnwritableVideoException(String target, String reason) {
    super("cannot write %s: %s".formatted(target, reason));
  }

  /**
   * A video that cannot be written for a cause of its own.
   *
   * @param target as a person may see it, without a password
   * @param reason a clause with what to do
   */
  UnwritableVideoException(String target, String reason, Throwable cause) {
    super("cannot write %s: %s".formatted(target, reason), cause);
  }
}
