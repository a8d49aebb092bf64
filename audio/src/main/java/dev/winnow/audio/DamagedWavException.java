package dev.winnow.audio;

import java.io.IOException;

/** What is wrong with a recording, as a clause such as "it is cut short". */
final class DamagedWavException extends IOException {
  private final String clause;

  DamagedWavException(String clause) {
    super(clause);
    this.clause = clause;
  }

  String clause() {
    return clause;
  }
}
