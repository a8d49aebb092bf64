package dev.winnow.attack.verification;

import dev.winnow.core.WinnowException;

/** There are too few people, or too few captures of them, to make pairs of. */
public final class NobodyToVerifyException extends WinnowException {
  NobodyToVerifyException(String what) {
    super(
        "verification needs at least four people, and some of two captures, not %s; measure on more people"
            .formatted(what));
  }
}
