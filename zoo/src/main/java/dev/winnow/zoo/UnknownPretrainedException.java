package dev.winnow.zoo;

import dev.winnow.core.WinnowException;
import java.util.List;

/** A pre-trained network was asked for that the zoo does not know. */
public final class UnknownPretrainedException extends WinnowException {
  UnknownPretrainedException(String name, List<String> known) {
    super(
        "there is no pre-trained network \"%s\"; known: %s"
            .formatted(name, String.join(", ", known)));
  }
}
