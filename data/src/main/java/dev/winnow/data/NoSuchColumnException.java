package dev.winnow.data;

import dev.winnow.core.WinnowException;
import java.util.List;

/** A label column was asked for that the data set does not have. */
public final class NoSuchColumnException extends WinnowException {
  private NoSuchColumnException(String dataSet, String column, List<String> columns) {
    super(
        "the data set %s has no column \"%s\"; %s"
            .formatted(
                dataSet,
                column,
                columns.isEmpty()
                    ? "it is not labelled"
                    : "name one of " + String.join(", ", columns)));
  }

  /**
   * Ends here unless a column, or each of several joined by {@code +}, is among those there are.
   */
  static void unlessAmong(List<String> columns, String column, String dataSet) {
    if (!columns.contains(column) && !Sample.parts(column).allMatch(columns::contains)) {
      throw new NoSuchColumnException(dataSet, column, columns);
    }
  }
}
