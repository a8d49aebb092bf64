package dev.winnow.edge.status;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last few sentences about what went wrong. Used by several threads. */
final class RecentErrors {
  private static final int MOST = 20;

  private final Deque<Said> newestFirst = new ArrayDeque<>();

  /**
   * One that was said.
   *
   * @param time of the last time
   * @param times that it was said
   */
  record Said(Instant time, String sentence, long times) {}

  synchronized void add(Instant time, String sentence) {
    long times =
        newestFirst.stream()
            .filter(said -> said.sentence.equals(sentence))
            .mapToLong(Said::times)
            .sum();
    newestFirst.removeIf(said -> said.sentence.equals(sentence));
    newestFirst.addFirst(new Said(time, sentence, times + 1));
    if (newestFirst.size() > MOST) {
      newestFirst.removeLast();
    }
  }

  /** The newest first. */
  synchronized List<Said> all() {
    return List.copyOf(newestFirst);
  }
}
