package dev.winnow.learn;

import dev.winnow.core.WinnowException;

/** A network cannot be trained. Each condition has a subclass of its own. */
public abstract sealed class LearningException extends WinnowException
    permits DivergedException,
        InvalidSettingException,
        TorchUnavailableException,
        UnsuitableCheckpointException,
        UnsuitableCutException,
        UnsuitableDataException,
        UnsuitableFeaturesException,
        UnsupportedOperatorException {
  LearningException(String message) {
    super(message);
  }

  LearningException(String message, Throwable cause) {
    super(message, cause);
  }
}
