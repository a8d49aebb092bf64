package dev.winnow.series;

import java.io.IOException;

/** What is wrong with a series, as a clause such as "it lacks the column x". */
final class DamagedSeriesException extends IOException {
  private final String clause;

  DamagedSeriesException(String clause) {
    super(clause);
    this.clause = clause;
  }

  String clause() {
    return clause;
  }
}
