package dev.winnow.audit;

import dev.winnow.core.WinnowException;
import dev.winnow.data.DataSet;

/** A data set lacks the label that nobody should learn, without which nothing can be attacked. */
public final class NoSensitiveColumnException extends WinnowException {
  private NoSensitiveColumnException(DataSet set, String column) {
    super(
        "an audit attacks what nobody should learn, and the data set %s has no column \"%s\"; name the column that tells people apart, or another label that is sensitive, with --sensitive (there is %s)"
            .formatted(set.card().name(), column, String.join(", ", set.columns())));
  }

  /** Ends here unless a data set has the column. */
  public static void unlessThere(DataSet set, String column) {
    if (!set.columns().contains(column)) {
      throw new NoSensitiveColumnException(set, column);
    }
  }
}
