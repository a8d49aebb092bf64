package dev.winnow.analyzer;

import java.time.Duration;

/**
 * How long a new request may have to wait. At most as long as is configured; and where clients give
 * up earlier than that, half as long as they have patience, for an answer that comes too late is of
 * use to nobody and keeps the next one waiting. It goes back to the configured when nobody has
 * given up for a while.
 *
 * <p>Clients who give up at once cannot lock out others: what can be run within a fifth of a
 * second, or within the time of one run, is always taken.
 */
final class WaitLimit {
  private static final double LEAST = 0.2e9;

  /** Nanoseconds within which the limit doubles while nobody gives up. */
  private static final double DOUBLING = 10e9;

  /** What the newest run counts for in the average. */
  private static final double NEWEST = 0.2;

  private final double most;
  private final int threads;

  // These are guarded by this; all in nanoseconds.
  private double allowed;
  private long changed;
  private double perRow;
  private double perRun;

  /**
   * @param threads that run at the same time
   * @param now in nanoseconds since any moment
   */
  WaitLimit(Duration most, int threads, long now) {
    this.most = most.toNanos();
    this.threads = threads;
    this.allowed = this.most;
    this.changed = now;
  }

  /** Whether a request may wait behind so many rows. */
  synchronized boolean allows(int rowsBefore, long now) {
    recover(now);
    return rowsBefore * perRow <= Math.max(allowed, Math.max(LEAST, perRun));
  }

  /** A run of so many rows took so long. */
  synchronized void ran(int rows, long nanoseconds) {
    double row = (double) nanoseconds / rows / threads;
    perRow = perRow == 0 ? row : perRow + NEWEST * (row - perRow);
    perRun = perRun == 0 ? nanoseconds : perRun + NEWEST * (nanoseconds - perRun);
  }

  /** A client gave up after so long. */
  synchronized void abandoned(long age, long now) {
    recover(now);
    allowed = Math.min(allowed, age / 2.0);
  }

  private void recover(long now) {
    double grown = Math.max(allowed, LEAST / 8) * Math.pow(2, (now - changed) / DOUBLING);
    allowed = Math.min(most, grown);
    changed = now;
  }
}
