package dev.winnow.edge;

import dev.winnow.core.concurrent.DaemonThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says that a window of captures has waited long enough for more of them, some time after its first
 * one. Safe for any threads.
 */
final class WindowDeadline implements AutoCloseable {
  private final Optional<Duration> within;
  private final Timer timer;
  private final Runnable due;
  private @Nullable Runnable cancel;

  /** Does things later. */
  interface Timer extends AutoCloseable {
    /**
     * Does something once.
     *
     * @return what keeps it from being done, if it has not begun
     */
    Runnable after(Duration delay, Runnable work);

    @Override
    void close();

    /** A timer by the machine's clock, with a thread of its own. */
    static Timer ofClock() {
      var thread = new ScheduledThreadPoolExecutor(1, new DaemonThreads("winnow-window"));
      thread.setRemoveOnCancelPolicy(true);
      return new Timer() {
        @Override
        public Runnable after(Duration delay, Runnable work) {
          Future<?> task = thread.schedule(work, delay.toNanos(), TimeUnit.NANOSECONDS);
          return () -> task.cancel(false);
        }

        @Override
        public void close() {
          thread.shutdownNow();
        }
      };
    }
  }

  /**
   * @param within the time from the first capture on; empty if windows wait until they are full
   * @param timer closed with this
   * @param due told each time that it has passed, on the timer's thread
   */
  WindowDeadline(Optional<Duration> within, Timer timer, Runnable due) {
    this.within = within;
    this.timer = timer;
    this.due = due;
  }

  /** A capture has come: the first one if no time runs yet. */
  synchronized void start() {
    if (within.isPresent() && cancel == null) {
      cancel = timer.after(within.get(), this::pass);
    }
  }

  /** The window is closed, for whatever reason; the next capture is the first of another. */
  synchronized void stop() {
    if (cancel != null) {
      cancel.run();
      cancel = null;
    }
  }

  private void pass() {
    synchronized (this) {
      cancel = null;
    }
    due.run();
  }

  @Override
  public void close() {
    timer.close();
  }
}
