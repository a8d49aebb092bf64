package dev.winnow.attack.identification;

import dev.winnow.core.WinnowException;

/** There are too few people to tell apart, so no attack means anything. */
public final class NobodyToNameException extends WinnowException {
  /**
   * @param bySession whether people are left out whose samples are of one session
   */
  NobodyToNameException(String identity, int people, int fewest, boolean bySession) {
    super(
        "an attacker needs two people to tell apart, and %d of the test part have at least %d samples in the column \"%s\"%s; test on more people or on people with more samples"
            .formatted(people, fewest, identity, bySession ? " from two sessions or more" : ""));
  }
}
