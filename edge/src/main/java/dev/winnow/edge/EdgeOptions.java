package dev.winnow.edge;

import dev.winnow.data.BrokenLimit;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How hard the edge node works and how long it waits.
 *
 * @param threads that run the extractor, and as many that decode, at least 1
 * @param rows most captures sent in one request, at least 1; fewer if they are large
 * @param window captures that are shuffled before they are sent, at least 1; fewer if their
 *     features are large. Answers come in groups of as many
 * @param inFlight most requests that wait for their answer at the same time, at least 1. Memory
 *     grows with rows × inFlight
 * @param attempts how often a request is sent before the node gives up, at least 1
 * @param pause before the second attempt, doubled before each one after it
 * @param timeout of one attempt, from connecting to the last byte of the answer
 * @param budget bits that the node may tell in a day, positive; empty if its owner has set no limit
 * @param broken how many captures may turn out broken before the node stops reading; any number
 *     unless its owner says otherwise
 */
public record EdgeOptions(
    int threads,
    int rows,
    int window,
    int inFlight,
    int attempts,
    Duration pause,
    Duration timeout,
    OptionalDouble budget,
    BrokenLimit broken) {
  private static final int WINDOW = 256;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public EdgeOptions {
    require(threads >= 1, "threads must be at least 1");
    require(rows >= 1, "rows must be at least 1");
    require(window >= 1, "window must be at least 1");
    require(inFlight >= 1, "inFlight must be at least 1");
    require(attempts >= 1, "attempts must be at least 1");
    require(!pause.isNegative(), "pause must not be negative");
    require(timeout.compareTo(Duration.ZERO) > 0, "timeout must be above 0");
    require(
        budget.isEmpty() || (budget.getAsDouble() > 0 && Double.isFinite(budget.getAsDouble())),
        "budget must be a number of bits above 0");
  }

  /** What suits a small computer beside a server that is near. */
  public static EdgeOptions withDefaults() {
    int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new EdgeOptions(
        half,
        8,
        WINDOW,
        4,
        4,
        Duration.ofMillis(200),
        Duration.ofSeconds(30),
        OptionalDouble.empty(),
        BrokenLimit.NONE);
  }

  /** These settings with another number of threads. */
  public EdgeOptions withThreads(int other) {
    return new EdgeOptions(other, rows, window, inFlight, attempts, pause, timeout, budget, broken);
  }

  /** These settings with other batches. */
  public EdgeOptions withBatches(int otherRows, int otherInFlight) {
    return new EdgeOptions(
        threads, otherRows, window, otherInFlight, attempts, pause, timeout, budget, broken);
  }

  /** These settings with other patience. */
  public EdgeOptions withPatience(int otherAttempts, Duration otherPause, Duration otherTimeout) {
    return new EdgeOptions(
        threads, rows, window, inFlight, otherAttempts, otherPause, otherTimeout, budget, broken);
  }

  /** These settings with another window. */
  public EdgeOptions withWindow(int other) {
    return new EdgeOptions(
        threads, rows, other, inFlight, attempts, pause, timeout, budget, broken);
  }

  /** These settings with a limit on what the node may tell, in bits a day. */
  public EdgeOptions withBudget(double bits) {
    return new EdgeOptions(
        threads, rows, window, inFlight, attempts, pause, timeout, OptionalDouble.of(bits), broken);
  }

  /** These settings with a limit on broken captures. */
  public EdgeOptions withBroken(BrokenLimit limit) {
    return new EdgeOptions(
        threads, rows, window, inFlight, attempts, pause, timeout, budget, limit);
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
