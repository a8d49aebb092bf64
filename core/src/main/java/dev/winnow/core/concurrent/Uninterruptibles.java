package dev.winnow.core.concurrent;

/**
 * Waits that must not be given up, such as for a thread that still uses what is to be freed behind
 * it.
 */
public final class Uninterruptibles {
  private Uninterruptibles() {}

  /** A wait that an interruption ends early, and that can be begun anew. */
  @FunctionalInterface
  public interface Wait {
    /**
     * Waits to the end.
     *
     * @throws InterruptedException if it did not come to it
     */
    void once() throws InterruptedException;
  }

  /**
   * Waits to the end, however often this thread is interrupted meanwhile; it is interrupted
   * afterwards if it was.
   */
  public static void run(Wait wait) {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        wait.once();
        ended = true;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
