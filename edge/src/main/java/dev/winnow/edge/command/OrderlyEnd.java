package dev.winnow.edge.command;

import dev.winnow.cli.TerminationSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run that would go on for ever end in order when the process is told to (SIGTERM, Ctrl-C):
 * what it writes is closed, and what came of it is said, before the process goes, with the exit
 * code of any run that came to its end.
 */
final class OrderlyEnd {
  private static final int MOST_SECONDS = 20;

  /** What a shell reports of a process that SIGTERM ended. */
  static final int TERMINATED = 128 + 15;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Runnable stop;

  private OrderlyEnd(Runnable stop) {
    this.stop = stop;
  }

  /**
   * An end for a run.
   *
   * @param stop makes the run end soon; called on a thread of its own
   */
  static OrderlyEnd of(Runnable stop) {
    return new OrderlyEnd(stop);
  }

  /** Runs something to its end; a process that is told to go stops it and waits for a while. */
  void run(Runnable work) {
    TerminationSignal signal = TerminationSignal.taken(this::end);
    try {
      work.run();
    } finally {
      ended.countDown();
      signal.close();
    }
  }

  private void end() {
    stop.run();
    boolean inTime = false;
    try {
      inTime = ended.await(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!inTime) {
      System.err.println("winnow: the run did not end in time and is cut off");
      Runtime.getRuntime().halt(TERMINATED);
    }
  }
}
