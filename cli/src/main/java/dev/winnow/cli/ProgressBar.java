package dev.winnow.cli;

import dev.winnow.core.Progress;
import java.time.Duration;

/** A bar on one line of a terminal: {@code training [#####.....] 50 % 0:12 left loss 0.31}. */
final class ProgressBar implements Progress {
  private static final int WIDTH = 24;
  private static final long REDRAW_NANOS = 100_000_000;

  private final Console console;
  private final String what;
  private final long start = System.nanoTime();
  private long drawn = start - REDRAW_NANOS;

  ProgressBar(Console console, String what) {
    this.console = console;
    this.what = what;
  }

  @Override
  public synchronized void at(long done, long total, String note) {
    long now = System.nanoTime();
    if (now - drawn < REDRAW_NANOS && done != total) {
      return;
    }
    drawn = now;
    console.redraw(line(done, total, note, Duration.ofNanos(now - start)));
    if (done == total && total > 0) {
      console.endProgress();
    }
  }

  private String line(long done, long total, String note, Duration spent) {
    if (total <= 0) {
      return "%s  %,d  %s".formatted(what, done, note);
    }
    int filled = (int) (WIDTH * done / total);
    String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
    return "%s  [%s] %3d %%  %s  %s"
        .formatted(what, bar, 100 * done / total, time(done, total, spent), note);
  }

  private static String time(long done, long total, Duration spent) {
    if (done == total) {
      return clock(spent) + " in all";
    }
    return done == 0 ? "" : clock(spent.multipliedBy(total - done).dividedBy(done)) + " left";
  }

  private static String clock(Duration time) {
    return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
