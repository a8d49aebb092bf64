package dev.winnow.mask;

import dev.winnow.detection.Box;
import java.time.Duration;

/**
 * A track was seen.
 *
 * @param now where and when
 * @param before where and when it was seen before; {@code now} if this is the first time
 * @param first where and when it was first seen
 */
record Sighting(Moment now, Moment before, Moment first) {
  /** A box at a time. */
  record Moment(Box box, Duration time) {}

  /**
   * Where it must have been at an earlier time: between two sightings on the way from one to the
   * other, before the first one on the way that it has gone since.
   *
   * @param growth of the box for the time before the first sighting, a share of it on each side in
   *     a second
   */
  Box at(Duration earlier, double growth) {
    if (earlier.compareTo(first.time) >= 0) {
      return between(before, now, earlier);
    }
    Box there = now.time.equals(first.time) ? first.box : between(first, now, earlier);
    Box placed = new Box(there.left(), there.top(), first.box.width(), first.box.height());
    return placed.grown(growth * seconds(first.time.minus(earlier)));
  }

  /** Whether this says more of an earlier time than sightings before it did. */
  boolean tellsOf(Duration earlier) {
    return earlier.compareTo(before.time) > 0 || earlier.compareTo(first.time) < 0;
  }

  private static Box between(Moment from, Moment to, Duration time) {
    double part = seconds(time.minus(from.time)) / seconds(to.time.minus(from.time));
    return new Box(
        between(from.box.left(), to.box.left(), part),
        between(from.box.top(), to.box.top(), part),
        Math.max(from.box.width(), to.box.width()),
        Math.max(from.box.height(), to.box.height()));
  }

  private static float between(float from, float to, double part) {
    return (float) (from + part * (to - from));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
