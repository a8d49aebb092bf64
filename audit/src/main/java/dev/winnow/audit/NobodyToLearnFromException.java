package dev.winnow.audit;

import dev.winnow.core.WinnowException;

/** All people of a data set are attacked, and attackers have nobody of their own to learn from. */
public final class NobodyToLearnFromException extends WinnowException {
  NobodyToLearnFromException(String set, long captures, int fewest) {
    super(
        "attackers learn from people who are not attacked, and the training part of the data set %s has %d captures with a primary label where it takes %d; put more people into it, in the column split or with --train and --test"
            .formatted(set, captures, fewest));
  }
}
