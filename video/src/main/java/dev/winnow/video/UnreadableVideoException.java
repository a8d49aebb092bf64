package dev.winnow.video;

import dev.winnow.core.WinnowException;

/** There is no video, or none that can be read here. */
public final class UnreadableVideoException extends WinnowException {
  /**
   * A video that cannot be read.
   *
   * @param source as a person may see it, without a password
   * @param reason a clause; never what it holds
   */
  UnreadableVideoException(String source, String reason) {
    super("cannot read %s: %s; take another one".formatted(source, reason));
  }

  /**
   * A video that cannot be read for a cause of its own.
   *
   * @param source as a person may see it, without a password
   * @param reason a clause; never what it holds
   */
  UnreadableVideoException(String source, String reason, Throwable cause) {
    super("cannot read %s: %s; take another one".formatted(source, reason), cause);
  }
}
