package dev.winnow.learn.example;

import dev.winnow.data.DataSet;
import dev.winnow.learn.LearningException;

/** A data set cannot teach what is asked of it. */
public final class UnsuitableDataException extends LearningException {
  UnsuitableDataException(DataSet set, String why) {
    super("the data set %s %s".formatted(set.card().name(), why));
  }
}
