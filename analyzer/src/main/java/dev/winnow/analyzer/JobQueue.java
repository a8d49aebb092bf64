package dev.winnow.analyzer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a model: bounded by rows, and by how long the last of them would have to wait. Who
 * gives up waiting leaves it at once, and is not computed.
 *
 * @param <J> what waits
 */
final class JobQueue<J extends JobQueue.Waiting> {
  private final String name;
  private final int mostRows;
  private final int mostJobs;
  private final RunObserver observer;
  private final WaitLimit limit;

  // These are guarded by this.
  private final ArrayDeque<J> waiting = new ArrayDeque<>();
  private int rows;
  private int free;
  private boolean closed;

  /**
   * @param name of the model, for messages
   * @param mostJobs the most requests that may wait, however few rows they have
   */
  JobQueue(String name, Workload load, int mostJobs) {
    this.name = name;
    this.mostRows = load.waiting();
    this.mostJobs = mostJobs;
    this.observer = load.ran();
    this.limit = new WaitLimit(load.longest(), load.threads(), System.nanoTime());
  }

  /** A request on its way through a model. */
  abstract static class Waiting {
    private final long since = System.nanoTime();

    /** How many rows it has, at least 1. */
    abstract int rows();

    /** Completed with what it asks for, or with what went wrong. */
    abstract Answer<?> answer();
  }

  /**
   * What a request asks for. Cancelling it takes the request out of the queue; once it runs, it
   * cannot be cancelled any more, for its inputs are in use.
   */
  static final class Answer<T> extends CompletableFuture<T> {
    private volatile @Nullable Runnable leaving;
    private boolean left;

    @Override
    public boolean cancel(boolean mayInterrupt) {
      Runnable leave = leaving;
      if (leave != null) {
        leave.run();
      }
      return left && super.cancel(mayInterrupt);
    }
  }

  /**
   * Lets a request wait.
   *
   * @throws OverloadedException if too much waits already, or this is closed
   */
  synchronized void add(J job) {
    if (closed) {
      throw OverloadedException.stopping();
    }
    boolean room = waiting.isEmpty() || rows + job.rows() <= mostRows;
    if (!room || waiting.size() >= mostJobs || !limit.allows(rows, System.nanoTime())) {
      throw OverloadedException.of(name);
    }
    job.answer().leaving = () -> leave(job);
    waiting.add(job);
    rows += job.rows();
    observer.pending(1);
    notify();
  }

  /**
   * Waits for a request and takes along those behind it that should run with it: a fair share of
   * what waits, where other threads are free, and no more than one run should have.
   *
   * @param most rows to take, if there are several requests
   * @param delay nanoseconds that the first may wait for others to fill the run
   * @return null when this is closed
   */
  synchronized @Nullable List<J> take(int most, long delay) throws InterruptedException {
    free++;
    try {
      while (!closed && !isRipe(most, delay)) {
        J first = waiting.peek();
        if (first == null) {
          wait();
        } else {
          TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, delay - age(first)));
        }
      }
      return closed ? null : taken(most);
    } finally {
      free--;
    }
  }

  /** A run of so many rows took so many nanoseconds. */
  void ran(int rows, long nanoseconds) {
    limit.ran(rows, nanoseconds);
  }

  /** Refuses what waits, and whatever comes. */
  void close() {
    List<J> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(waiting);
      waiting.clear();
      observer.pending(-left.size());
      notifyAll();
    }
    left.forEach(job -> job.answer().completeExceptionally(OverloadedException.stopping()));
  }

  private boolean isRipe(int most, long delay) {
    J first = waiting.peek();
    return first != null && (delay == 0 || rows >= most || age(first) >= delay);
  }

  private List<J> taken(int most) {
    int share = (waiting.size() + free - 1) / free;
    List<J> jobs = new ArrayList<>();
    int together = 0;
    for (J job = waiting.peek();
        job != null && jobs.size() < share && (together == 0 || together + job.rows() <= most);
        job = waiting.peek()) {
      jobs.add(waiting.remove());
      together += job.rows();
      observer.waited(age(job));
    }
    rows -= together;
    observer.pending(-jobs.size());
    return jobs;
  }

  private synchronized void leave(J job) {
    limit.abandoned(age(job), System.nanoTime());
    if (waiting.remove(job)) {
      rows -= job.rows();
      observer.pending(-1);
      job.answer().left = true;
    }
  }

  private static long age(Waiting job) {
    return System.nanoTime() - job.since;
  }
}
