package dev.winnow.analyzer;

import dev.winnow.core.WinnowException;

/** A request is for a model, a version or a path that is not there. */
final class UnknownModelException extends WinnowException {
  UnknownModelException(String message) {
    super(message);
  }

  /** Which models there are is told to nobody who does not know. */
  static UnknownModelException model() {
    return new UnknownModelException("there is no model of that name here");
  }

  static UnknownModelException version(String name) {
    return new UnknownModelException(
        "the model \"%s\" has no such version; see /v2/models/%s".formatted(name, name));
  }
}
