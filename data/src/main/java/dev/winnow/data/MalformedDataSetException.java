package dev.winnow.data;

import dev.winnow.core.WinnowException;

/** A data set's files are missing, contradict each other or cannot be understood. */
public final class MalformedDataSetException extends WinnowException {
  /**
   * @param message one sentence: what, where, what to do
   */
  public MalformedDataSetException(String message) {
    super(message);
  }

  /**
   * @param message one sentence: what, where, what to do
   * @param cause what was caught
   */
  public MalformedDataSetException(String message, Throwable cause) {
    super(message, cause);
  }
}
