package dev.winnow.speech;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When an answer is too late.
 *
 * @param clock in nanoseconds since any moment
 * @param end by that clock
 */
record Deadline(LongSupplier clock, long end) {
  static Deadline in(Duration time, LongSupplier clock) {
    return new Deadline(clock, clock.getAsLong() + time.toNanos());
  }

  boolean isPast() {
    return clock.getAsLong() - end > 0;
  }
}
