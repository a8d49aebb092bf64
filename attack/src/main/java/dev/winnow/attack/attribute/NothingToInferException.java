package dev.winnow.attack.attribute;

import dev.winnow.core.WinnowException;

/** A label is the same for everybody, or nearly, so that no attack on it means anything. */
public final class NothingToInferException extends WinnowException {
  NothingToInferException(String label) {
    super(
        "the column \"%s\" does not take two values both among the people an attacker learns from and among others; measure on more people"
            .formatted(label));
  }
}
