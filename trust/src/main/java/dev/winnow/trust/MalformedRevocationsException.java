package dev.winnow.trust;

import dev.winnow.core.WinnowException;

/** A file is not a list of revocations; nothing can be trusted without it. */
public final class MalformedRevocationsException extends WinnowException {
  MalformedRevocationsException(String message) {
    super(message);
  }

  MalformedRevocationsException(String message, Throwable cause) {
    super(message, cause);
  }
}
