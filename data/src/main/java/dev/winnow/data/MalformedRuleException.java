package dev.winnow.data;

import dev.winnow.core.WinnowException;

/** A text that should choose people by the number of their samples does not. */
public final class MalformedRuleException extends WinnowException {
  MalformedRuleException(String text) {
    super(
        "\"%s\" chooses nobody; write it like images<10, images>=20, images=24 or images=10..19"
            .formatted(text));
  }
}
