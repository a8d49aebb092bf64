package dev.winnow.core.concurrent;

import java.util.Optional;

/**
 * The newest of some values, for any number of threads that follow them, each at its own pace.
 *
 * @param <T> the values
 */
public final class Latest<T> {
  // Guarded by this.
  private Optional<T> value = Optional.empty();
  private long number;
  private boolean ended;

  /** There is a newer one. */
  public synchronized void put(T newer) {
    value = Optional.of(newer);
    number++;
    notifyAll();
  }

  /** There are no more. */
  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Begins to follow. */
  public Follower<T> follow() {
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

  /**
   * One that follows; for one thread.
   *
   * @param <T> the values
   */
  public static final class Follower<T> {
    private final Latest<T> latest;
    private long seen;

    private Follower(Latest<T> latest) {
      this.latest = latest;
    }

    /** The newest that it has not had; waits for it. Empty at the end. */
    public Optional<T> next() throws InterruptedException {
      return latest.after(this);
    }
  }
}
