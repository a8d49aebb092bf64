package dev.winnow.speech;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When an answer is too late.
 *
 * @param clock in nanoseconds since any moment
 * @param end by that clock
 */
public record Deadline(LongSupplier clock, long end) {
  /**
   * So much later than now.
   *
   * @param time until then
   * @param clock in nanoseconds since any moment, such as {@link System#nanoTime}
   */
  public static Deadline in(Duration time, LongSupplier clock) {
    return new Deadline(clock, clock.getAsLong() + time.toNanos());
  }

  /** Whether it is too late now. */
  public boolean isPast() {
    return clock.getAsLong() - end > 0;
  }
}
