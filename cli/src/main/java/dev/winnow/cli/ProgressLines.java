package dev.winnow.cli;

import dev.winnow.core.Progress;

/** A line every ten seconds, for logs and pipes; work that is sooner done says nothing. */
final class ProgressLines implements Progress {
  private static final long PAUSE_NANOS = 10_000_000_000L;

  private final Console console;
  private final String what;
  private long said = System.nanoTime();

  ProgressLines(Console console, String what) {
    this.console = console;
    this.what = what;
  }

  @Override
  public synchronized void at(long done, long total, String note) {
    long now = System.nanoTime();
    if (now - said >= PAUSE_NANOS) {
      said = now;
      String far = total == 0 ? "%,d".formatted(done) : "%,d of %,d".formatted(done, total);
      console.say("%s: %s  %s".formatted(what, far, note).stripTrailing());
    }
  }
}
