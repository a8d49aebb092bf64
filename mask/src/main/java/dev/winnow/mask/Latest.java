package dev.winnow.mask;

import java.util.Optional;

/** The newest of some values, for any number of threads that follow them, each at its own pace. */
final class Latest<T> {
  // Guarded by this.
  private Optional<T> value = Optional.empty();
  private long number;
  private boolean ended;

  /** There is a newer one. */
  synchronized void put(T newer) {
    value = Optional.of(newer);
    number++;
    notifyAll();
  }

  /** There are no more. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Begins to follow. */
  Follower<T> follow() {
    return new Follower<>(this);
  }

  private synchronized Optional<T> after(Follower<T> follower) throws InterruptedException {
    while (number == follower.seen && !ended) {
      wait();
    }
    if (ended) {
      return Optional.empty();
    }
    follower.seen = number;
    return value;
  }

  /** One that follows; for one thread. */
  static final class Follower<T> {
    private final Latest<T> latest;
    private long seen;

    private Follower(Latest<T> latest) {
      this.latest = latest;
    }

    /** The newest that it has not had; waits for it. Empty at the end. */
    Optional<T> next() throws InterruptedException {
      return latest.after(this);
    }
  }
}
