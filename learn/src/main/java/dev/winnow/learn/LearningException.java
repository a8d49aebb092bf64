package dev.winnow.learn;

import dev.winnow.core.WinnowException;

/** A network cannot be trained. Each condition has a subclass of its own, where it is found. */
public abstract class LearningException extends WinnowException {
  /**
   * @param message the value, the bound and the remedy
   */
  protected LearningException(String message) {
    super(message);
  }

  /**
   * @param message the value, the bound and the remedy
   * @param cause kept
   */
  protected LearningException(String message, Throwable cause) {
    super(message, cause);
  }
}
