package dev.winnow.learn;

/** Features that cannot be reduced as was asked. */
public final class UnsuitableFeaturesException extends LearningException {
  UnsuitableFeaturesException(String sentence) {
    super(sentence);
  }
}
