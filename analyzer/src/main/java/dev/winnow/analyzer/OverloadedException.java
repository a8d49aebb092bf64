package dev.winnow.analyzer;

import dev.winnow.core.WinnowException;

/** More is asked than can be answered now; the same request may succeed later. */
final class OverloadedException extends WinnowException {
  OverloadedException(String message) {
    super(message);
  }
}
