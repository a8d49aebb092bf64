package dev.winnow.analyzer;

import java.time.Duration;

/**
 * How much a backend may do at once, and whom it tells.
 *
 * @param threads how many runs may compute at the same time, each in a thread of its own, at least
 *     1
 * @param waiting how many rows may wait before more are turned away, at least 1
 * @param longest how long a row may have to wait, as far as that is known, before it is turned away
 * @param ran told what becomes of requests
 */
public record Workload(int threads, int waiting, Duration longest, RunObserver ran) {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** With a wait of ten seconds at most. */
  public Workload(int threads, int waiting, RunObserver ran) {
    this(threads, waiting, LONGEST, ran);
  }

  /** The same with fewer threads. */
  public Workload withThreads(int fewer) {
    return new Workload(fewer, waiting, longest, ran);
  }
}
