package dev.winnow.app;

import dev.winnow.core.Progress;

/** A line at every tenth of the work, for logs and pipes. */
final class ProgressLines implements Progress {
  private final Console console;
  private final String what;
  private long tenth;

  ProgressLines(Console console, String what) {
    this.console = console;
    this.what = what;
  }

  @Override
  public synchronized void at(long done, long total, String note) {
    long reached = total <= 0 ? 0 : 10 * done / total;
    if (reached > tenth) {
      tenth = reached;
      console.say("%s: %,d of %,d %s".formatted(what, done, total, note).stripTrailing());
    }
  }
}
