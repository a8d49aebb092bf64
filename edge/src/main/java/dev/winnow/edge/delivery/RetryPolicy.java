package dev.winnow.edge;

import java.time.Duration;

/**
 * How long the node waits for an analyzer, and how often it asks again.
 *
 * @param attempts how often a request is sent before the node gives up, at least 1
 * @param pause before the second attempt, doubled before each one after it
 * @param timeout of one attempt, from connecting to the last byte of the answer
 */
public record RetryPolicy(int attempts, Duration pause, Duration timeout) {
  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public RetryPolicy {
    EdgeOptions.require(attempts >= 1, "attempts must be at least 1");
    EdgeOptions.require(!pause.isNegative(), "pause must not be negative");
    EdgeOptions.require(timeout.compareTo(Duration.ZERO) > 0, "timeout must be above 0");
  }
}
