package dev.winnow.edge;

/**
 * How captures are put together before they are sent. Memory grows with rows × inFlight.
 *
 * @param rows most captures sent in one request, at least 1; fewer if they are large
 * @param window captures that are shuffled before they are sent, at least 1; fewer if their
 *     features are large. Answers come in groups of as many
 * @param inFlight most requests that wait for their answer at the same time, at least 1
 */
public record Batching(int rows, int window, int inFlight) {
  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Batching {
    EdgeOptions.require(rows >= 1, "rows must be at least 1");
    EdgeOptions.require(window >= 1, "window must be at least 1");
    EdgeOptions.require(inFlight >= 1, "inFlight must be at least 1");
  }
}
