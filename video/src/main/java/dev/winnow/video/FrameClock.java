package dev.winnow.video;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Times since the first frame, from timestamps as streams have them: they start anywhere, are
 * missing, step back a little, or start anew. What is handed out always grows.
 */
final class FrameClock {
  /** A larger step back is a new start, as of a counter that overflows. */
  private static final long NEW_START = 1_000_000_000;

  /** Apart by so much are frames of which only the order is known. */
  private static final long LEAST = 1_000_000;

  private final long usual;
  private long offset;
  private long last = -1;

  /**
   * @param usual from frame to frame, in nanoseconds
   */
  FrameClock(long usual) {
    this.usual = Math.max(LEAST, usual);
  }

  /** The time of a stamp beside the frames; below zero before the first of them. */
  Duration timeOf(long stamp) {
    return Duration.ofNanos(stamp + offset);
  }

  /**
   * The time of the next frame.
   *
   * @param stamp its timestamp in nanoseconds, if it has one
   */
  Duration time(OptionalLong stamp) {
    if (last < 0) {
      offset = -stamp.orElse(0);
      last = 0;
      return Duration.ZERO;
    }
    long time = stamp.isPresent() ? stamp.getAsLong() + offset : last + usual;
    if (time < last - NEW_START) {
      offset += last + usual - time;
      time = last + usual;
    }
    last = time > last ? time : last + LEAST;
    return Duration.ofNanos(last);
  }
}
