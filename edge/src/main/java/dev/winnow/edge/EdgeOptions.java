package dev.winnow.edge;

import dev.winnow.data.BrokenLimit;
import dev.winnow.edge.delivery.RetryPolicy;
import java.util.OptionalDouble;

/**
 * How hard the edge node works and how long it waits.
 *
 * @param threads that run the extractor, and as many that decode, at least 1
 * @param batching how captures are put together
 * @param retry how long it waits for the analyzer
 * @param budget bits that the node may tell in a day, positive; empty if its owner has set no limit
 * @param broken how many captures may turn out broken before the node stops reading; any number
 *     unless its owner says otherwise
 */
public record EdgeOptions(
    int threads, Batching batching, RetryPolicy retry, OptionalDouble budget, BrokenLimit broken) {
  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public EdgeOptions {
    require(threads >= 1, "threads must be at least 1");
    require(
        budget.isEmpty() || (budget.getAsDouble() > 0 && Double.isFinite(budget.getAsDouble())),
        "budget must be a number of bits above 0");
  }

  /** What suits a small computer beside a server that is near. */
  public static EdgeOptions withDefaults() {
    return new EdgeOptions(
        Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
        new Batching(/* rows= */ 8, /* window= */ 256, /* inFlight= */ 4),
        RetryPolicy.withDefaults(),
        OptionalDouble.empty(),
        BrokenLimit.NONE);
  }

  /** These settings with another number of threads. */
  public EdgeOptions withThreads(int other) {
    return new EdgeOptions(other, batching, retry, budget, broken);
  }

  /** These settings with other batches. */
  public EdgeOptions with(Batching other) {
    return new EdgeOptions(threads, other, retry, budget, broken);
  }

  /** These settings with other patience. */
  public EdgeOptions with(RetryPolicy other) {
    return new EdgeOptions(threads, batching, other, budget, broken);
  }

  /** These settings with a limit on what the node may tell, in bits a day. */
  public EdgeOptions withBudget(double bits) {
    return new EdgeOptions(threads, batching, retry, OptionalDouble.of(bits), broken);
  }

  /** These settings with a limit on broken captures. */
  public EdgeOptions withBroken(BrokenLimit limit) {
    return new EdgeOptions(threads, batching, retry, budget, limit);
  }

  static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
