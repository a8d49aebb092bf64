package dev.winnow.analyzer;

import dev.winnow.core.WinnowException;

/** More is asked than can be answered now; the same request may succeed later. */
public final class OverloadedException extends WinnowException {
  OverloadedException(String message) {
    super(message);
  }

  /** Too many requests wait for a model. */
  static OverloadedException of(String model) {
    return new OverloadedException(
        "the model \"%s\" has too many requests waiting; try again later".formatted(model));
  }

  static OverloadedException stopping() {
    return new OverloadedException("the server is stopping; try again later");
  }
}
