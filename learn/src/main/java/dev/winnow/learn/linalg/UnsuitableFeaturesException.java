package dev.winnow.learn.linalg;

import dev.winnow.learn.LearningException;

/** Features that cannot be reduced as was asked. */
public final class UnsuitableFeaturesException extends LearningException {
  /**
   * @param sentence what is wrong, and what to do
   */
  public UnsuitableFeaturesException(String sentence) {
    super(sentence);
  }
}
