package dev.winnow.edge;

import java.time.Duration;

/**
 * The median of any number of durations in 32 KiB: durations are counted in 64 bins for every
 * doubling, so it is exact within 1 %.
 */
final class MedianSketch {
  private static final int BITS = 6;
  private static final int BINS = 1 << BITS;

  private final long[] counts = new long[Long.SIZE * BINS];
  private long total;

  void add(Duration duration) {
    counts[bin(duration.toNanos())]++;
    total++;
  }

  /** The median so far; zero if there is none. */
  Duration value() {
    long before = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      before += counts[bin];
      if (2 * before > total) {
        return Duration.ofNanos(middle(bin));
      }
    }
    return Duration.ZERO;
  }

  private static int bin(long nanos) {
    int doublings = Math.max(0, Long.SIZE - BITS - 1 - Long.numberOfLeadingZeros(nanos));
    return doublings * BINS + (int) (nanos >>> doublings);
  }

  private static long middle(int bin) {
    if (bin < 2 * BINS) {
      return bin;
    }
    int doublings = bin / BINS - 1;
    return ((long) (bin - doublings * BINS) << doublings) + (1L << doublings) / 2;
  }
}
