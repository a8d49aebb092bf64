package dev.winnow.video;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a source is sought again: half a second, then twice as long each time, up
 * to half a minute; of each the second half by chance, so that many that lost it at once do not all
 * come back at once.
 */
final class BackOff {
  private static final long FIRST = Duration.ofMillis(500).toNanos();
  private static final long LONGEST = Duration.ofSeconds(30).toNanos();

  private final RandomGenerator chance;
  private long next = FIRST;

  BackOff(RandomGenerator chance) {
    this.chance = chance;
  }

  /** After one more failure. */
  Duration next() {
    long most = next;
    next = Math.min(2 * next, LONGEST);
    return Duration.ofNanos(most - chance.nextLong(most / 2 + 1));
  }

  /** After a success. */
  void reset() {
    next = FIRST;
  }
}
