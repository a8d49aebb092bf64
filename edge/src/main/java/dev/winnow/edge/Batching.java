package dev.winnow.edge;

import java.time.Duration;

/**
 * How captures are put together before they are sent. Memory grows with rows × inFlight.
 *
 * @param rows most captures sent in one request, at least 1; fewer if they are large
 * @param window captures that are shuffled before they are sent, at least 1; fewer if their
 *     features are large. Answers come in groups of as many
 * @param inFlight most requests that wait for their answer at the same time, at least 1
 * @param within of a source whose captures come as something happens: how long the first of a
 *     window waits for others to be shuffled with, positive. The longer, the less the order and the
 *     times of requests tell of those of captures
 */
public record Batching(int rows, int window, int inFlight, Duration within) {
  /** Long enough that what happens together leaves together, and short enough for a doorbell. */
  private static final Duration WITHIN = Duration.ofSeconds(5);

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Batching {
    EdgeOptions.require(rows >= 1, "rows must be at least 1");
    EdgeOptions.require(window >= 1, "window must be at least 1");
    EdgeOptions.require(inFlight >= 1, "inFlight must be at least 1");
    EdgeOptions.require(
        !within.isNegative() && !within.isZero(), "a window must be given some time to fill");
  }

  /** Batches of which a window waits for five seconds. */
  public Batching(int rows, int window, int inFlight) {
    this(rows, window, inFlight, WITHIN);
  }

  /** These batches with another time for a window to fill. */
  public Batching within(Duration time) {
    return new Batching(rows, window, inFlight, time);
  }
}
