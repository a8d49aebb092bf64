package dev.winnow.data;

import dev.winnow.core.WinnowException;

/** A data set's files are missing, contradict each other or cannot be understood. */
public final class MalformedDataSetException extends WinnowException {
  MalformedDataSetException(String message) {
    super(message);
  }

  MalformedDataSetException(String message, Throwable cause) {
    super(message, cause);
  }
}
