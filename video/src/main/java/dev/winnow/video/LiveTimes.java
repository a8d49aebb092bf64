package dev.winnow.video;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Times that grow over several connections, each of which begins at zero. */
final class LiveTimes {
  private static final Duration LEAST = Duration.ofMillis(1);

  private final LongSupplier clock;
  private long begun;
  private Duration offset = Duration.ZERO;
  private Duration last = Duration.ofNanos(-1);

  /**
   * @param clock in nanoseconds, which never steps back
   */
  LiveTimes(LongSupplier clock) {
    this.clock = clock;
  }

  /** A connection begins: its first frame is as late as the clock says since the first of all. */
  void begin() {
    if (last.isNegative()) {
      begun = clock.getAsLong();
    } else {
      offset = Duration.ofNanos(clock.getAsLong() - begun);
    }
  }

  /**
   * What is heard beside the frames.
   *
   * @param time since the connection's first frame
   */
  Duration beside(Duration time) {
    return time.plus(offset);
  }

  /**
   * @param time since the connection's first frame
   */
  Duration of(Duration time) {
    Duration all = time.plus(offset);
    if (all.compareTo(last) <= 0) {
      offset = offset.plus(last.minus(all)).plus(LEAST);
      all = time.plus(offset);
    }
    last = all;
    return all;
  }
}
