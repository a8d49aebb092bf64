package dev.winnow.data;

import dev.winnow.core.WinnowException;

/** A data set cannot be split without a person ending up on both sides. */
public final class CannotSplitException extends WinnowException {
  CannotSplitException(DataSet set, String why) {
    super("the data set " + set.card().name() + " cannot be split: " + why);
  }
}
