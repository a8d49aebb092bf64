package dev.winnow.edge.status;

import java.time.Instant;
import java.util.Optional;

/**
 * How one analyzer fares.
 *
 * @param address as its owner wrote it
 * @param failures in a row; 0 while it answers
 * @param since when it has been as it is; empty if nobody has asked it yet
 * @param retry when it is asked again; empty while it answers, or if it never will be
 * @param sentence that says what is wrong; empty while it answers
 */
record AnalyzerState(
    String address,
    long failures,
    Optional<Instant> since,
    Optional<Instant> retry,
    String sentence) {

  static AnalyzerState unknown(String address) {
    return new AnalyzerState(address, 0, Optional.empty(), Optional.empty(), "");
  }

  boolean isAway() {
    return failures > 0;
  }

  AnalyzerState answered(Instant now) {
    boolean news = isAway() || since.isEmpty();
    return new AnalyzerState(address, 0, news ? Optional.of(now) : since, Optional.empty(), "");
  }

  AnalyzerState failed(String how, Optional<Instant> again, Instant now) {
    return new AnalyzerState(
        address, failures + 1, isAway() ? since : Optional.of(now), again, how);
  }
}
