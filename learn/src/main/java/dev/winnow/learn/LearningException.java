package dev.winnow.learn;

import dev.winnow.core.WinnowException;

/** A network cannot be trained. Each condition has a subclass of its own. */
public abstract sealed class LearningException extends WinnowException
    permits DivergedException,
        InvalidSettingException,
        TorchUnavailableException,
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
