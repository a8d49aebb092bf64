package dev.winnow.edge.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run that would go on for ever end in order when the process is told to: what it writes is
 * closed, and what came of it is said, before the process goes.
 */
final class OrderlyEnd implements AutoCloseable {
  private static final int MOST_SECONDS = 20;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  private OrderlyEnd(Runnable stop) {
    this.hook =
        new Thread(
            () -> {
              stop.run();
              await();
            },
            "winnow-edge-ending");
  }

  /**
   * From now on.
   *
   * @param stop ends the run, from another thread; the process waits until this is closed
   */
  static OrderlyEnd of(Runnable stop) {
    OrderlyEnd end = new OrderlyEnd(stop);
    Runtime.getRuntime().addShutdownHook(end.hook);
    return end;
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
    }
  }

  private void await() {
    try {
      if (!ended.await(MOST_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
