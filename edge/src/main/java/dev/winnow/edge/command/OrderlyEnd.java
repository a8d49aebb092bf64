package dev.winnow.edge.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run that would go on for ever end in order when the process is told to: what it writes is
 * closed, and what came of it is said, before the process goes.
 */
final class OrderlyEnd {
  private static final int MOST_SECONDS = 20;

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
    Thread hook = new Thread(this::end, "winnow-edge-ending");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      work.run();
    } finally {
      ended.countDown();
      removed(hook);
    }
  }

  private static void removed(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
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
    }
  }
}
