package dev.winnow.edge;

import java.time.Duration;

/**
 * How hard the edge node works and how long it waits.
 *
 * @param threads that run the extractor, and as many that decode, at least 1
 * @param rows most captures sent in one request, at least 1; fewer if they are large
 * @param inFlight most requests that wait for their answer at the same time, at least 1. Memory
 *     grows with rows × inFlight
 * @param attempts how often a request is sent before the node gives up, at least 1
 * @param pause before the second attempt, doubled before each one after it
 * @param timeout of one attempt, from connecting to the last byte of the answer
 */
public record Settings(
    int threads, int rows, int inFlight, int attempts, Duration pause, Duration timeout) {

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Settings {
    require(threads >= 1, "threads must be at least 1");
    require(rows >= 1, "rows must be at least 1");
    require(inFlight >= 1, "inFlight must be at least 1");
    require(attempts >= 1, "attempts must be at least 1");
    require(!pause.isNegative(), "pause must not be negative");
    require(timeout.compareTo(Duration.ZERO) > 0, "timeout must be above 0");
  }

  /** What suits a small computer beside a server that is near. */
  public static Settings withDefaults() {
    int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new Settings(half, 8, 4, 4, Duration.ofMillis(200), Duration.ofSeconds(30));
  }

  /** These settings with another number of threads. */
  public Settings withThreads(int other) {
    return new Settings(other, rows, inFlight, attempts, pause, timeout);
  }

  /** These settings with other batches. */
  public Settings withBatches(int otherRows, int otherInFlight) {
    return new Settings(threads, otherRows, otherInFlight, attempts, pause, timeout);
  }

  /** These settings with other patience. */
  public Settings withPatience(int otherAttempts, Duration otherPause, Duration otherTimeout) {
    return new Settings(threads, rows, inFlight, otherAttempts, otherPause, otherTimeout);
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
