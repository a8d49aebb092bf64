package dev.winnow.learn;

import dev.winnow.data.DataSet;

/** A data set cannot teach what is asked of it. */
public final class UnsuitableDataException extends LearningException {
  UnsuitableDataException(DataSet set, String why) {
    super("the data set %s %s".formatted(set.card().name(), why));
  }
}
