package dev.winnow.core;

/**
 * Going on would tell more than somebody has allowed, or rest on a promise that nobody vouches for:
 * a command ends with the exit code of a privacy verdict that is not met.
 */
public abstract class PrivacyRefusalException extends WinnowException {
  /**
   * @param message one sentence: what, where, what to do
   */
  protected PrivacyRefusalException(String message) {
    super(message);
  }

  /**
   * @param message one sentence: what, where, what to do
   * @param cause what was caught
   */
  protected PrivacyRefusalException(String message, Throwable cause) {
    super(message, cause);
  }
}
