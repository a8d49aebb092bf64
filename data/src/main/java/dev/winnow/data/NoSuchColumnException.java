package dev.winnow.data;

import dev.winnow.core.WinnowException;
import java.util.List;

/** A label column was asked for that the data set does not have. */
public final class NoSuchColumnException extends WinnowException {
  NoSuchColumnException(String dataSet, String column, List<String> columns) {
    super(
        "the data set %s has no column \"%s\"; %s"
            .formatted(
                dataSet,
                column,
                columns.isEmpty()
                    ? "it is not labelled"
                    : "name one of " + String.join(", ", columns)));
  }
}
