package dev.winnow.voice;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Utterances on their way from the thread that disguises them to the one that sends them, at most
 * {@value #MOST}.
 */
final class UtteranceQueue {
  private static final int MOST = 16;

  // All guarded by this.
  private final Deque<FilteredUtterance.Disguised> waiting = new ArrayDeque<>();
  private Optional<RuntimeException> failure = Optional.empty();
  private boolean ended;
  private long dropped;

  /**
   * Puts one behind the others.
   *
   * @param lossy drops the oldest where there is no room, instead of waiting for some
   */
  synchronized void put(FilteredUtterance.Disguised utterance, boolean lossy)
      throws InterruptedException {
    while (waiting.size() == MOST && !ended) {
      if (lossy) {
        waiting.remove();
        dropped++;
      } else {
        wait();
      }
    }
    // Nobody takes what comes after somebody closed it.
    if (!ended) {
      waiting.add(utterance);
    }
    notifyAll();
  }

  /** There are no more behind those that wait. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** There are no more, for a cause that whoever takes the last meets. */
  synchronized void fail(RuntimeException cause) {
    failure = Optional.of(cause);
    end();
  }

  /** There are no more, not even those that wait. */
  synchronized void close() {
    waiting.clear();
    failure = Optional.empty();
    end();
  }

  /** The oldest; waits for it. Empty at the end. */
  synchronized Optional<FilteredUtterance.Disguised> take() throws InterruptedException {
    while (waiting.isEmpty() && !ended) {
      wait();
    }
    Optional<FilteredUtterance.Disguised> oldest = Optional.ofNullable(waiting.poll());
    notifyAll();
    if (oldest.isEmpty() && failure.isPresent()) {
      RuntimeException cause = failure.get();
      failure = Optional.empty();
      throw cause;
    }
    return oldest;
  }

  /** How many were dropped. */
  synchronized long dropped() {
    return dropped;
  }
}
