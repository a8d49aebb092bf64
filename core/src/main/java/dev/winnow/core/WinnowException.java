package dev.winnow.core;

/**
 * A failure that a user can understand and mend: its message is one sentence that says what is
 * wrong, where, and what to do. Each module names its own conditions as subclasses. Messages never
 * hold secrets or samples.
 */
public abstract class WinnowException extends RuntimeException {
  /**
   * @param message one sentence: what, where, what to do
   */
  protected WinnowException(String message) {
    super(message);
  }

  /**
   * @param message one sentence: what, where, what to do
   * @param cause what was caught
   */
  protected WinnowException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The sentence for the user; never null, unlike its super's. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
