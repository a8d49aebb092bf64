package dev.winnow.edge.outbox;

import java.time.Duration;
import java.util.Optional;

/**
 * How much waits on disk, and what is dropped.
 *
 * @param bytes of features that wait for their answer, at most. A source that can wait waits when
 *     so many are there; of one that cannot the captures that come then are dropped and counted,
 *     the newest, so that none that was acknowledged is
 * @param age of a feature that nobody has answered, at most; older ones are dropped and counted.
 *     Empty to keep them until they are answered
 */
public record OutboxLimits(long bytes, Optional<Duration> age) {
  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public OutboxLimits {
    if (bytes < 1) {
      throw new IllegalArgumentException("an outbox must hold at least 1 byte, not " + bytes);
    }
    if (age.map(most -> most.compareTo(Duration.ZERO) <= 0).orElse(false)) {
      throw new IllegalArgumentException("features must be kept for longer than no time");
    }
  }

  /** 256 MB, and as long as it takes. */
  public static OutboxLimits withDefaults() {
    return new OutboxLimits(256L << 20, Optional.empty());
  }
}
