package dev.winnow.analyzer;

import dev.winnow.core.concurrent.Uninterruptibles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Threads that each do one request at a time with a worker of their own, such as a session, while a
 * bounded number of requests waits. Whoever opens it closes it, and its workers with it.
 *
 * @param <W> what a thread works with
 */
public final class WorkerPool<W> implements AutoCloseable {
  private final JobQueue<Task<W, ?>> queue;
  private final RunObserver observer;
  private final Consumer<W> close;
  private final List<W> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private WorkerPool(String name, Workload load, Consumer<W> close) {
    this.queue = new JobQueue<>(name, load, Integer.MAX_VALUE);
    this.observer = load.ran();
    this.close = close;
  }

  /** What waits for a thread. */
  private static final class Task<W, T> extends JobQueue.Waiting {
    private final Function<W, T> work;
    private final JobQueue.Answer<T> answer = new JobQueue.Answer<>();

    Task(Function<W, T> work) {
      this.work = work;
    }

    @Override
    int rows() {
      return 1;
    }

    @Override
    JobQueue.Answer<T> answer() {
      return answer;
    }

    void run(W worker) {
      T made;
      try {
        made = work.apply(worker);
      } catch (Throwable e) {
        // Whatever it is, memory that ran out included, it concerns this request and not the next.
        answer.completeExceptionally(e);
        return;
      }
      answer.complete(made);
    }
  }

  /**
   * Opens a worker for each thread.
   *
   * @param name of the model, for messages
   * @param open makes a worker
   * @param close frees one
   */
  public static <W> WorkerPool<W> open(
      String name, Workload load, Supplier<W> open, Consumer<W> close) {
    WorkerPool<W> pool = new WorkerPool<>(name, load, close);
    try {
      for (int i = 0; i < load.threads(); i++) {
        pool.workers.add(open.get());
      }
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
    for (W worker : pool.workers) {
      Thread thread =
          new Thread(() -> pool.serve(worker), "winnow-" + name + "-" + pool.threads.size());
      thread.setDaemon(true);
      pool.threads.add(thread);
      thread.start();
    }
    return pool;
  }

  /**
   * Has a thread do some work.
   *
   * @return what it makes; cancelled while it waits, it is not done
   * @throws OverloadedException if too many requests wait already, or this is closed
   */
  public <T> CompletableFuture<T> run(Function<W, T> work) {
    Task<W, T> task = new Task<>(work);
    queue.add(task);
    return task.answer();
  }

  /** Fails what still waits, and frees the workers once what runs is done. */
  @Override
  public void close() {
    queue.close();
    threads.forEach(thread -> Uninterruptibles.run(thread::join));
    workers.forEach(close);
    workers.clear();
  }

  private void serve(W worker) {
    try {
      for (List<Task<W, ?>> tasks = queue.take(1, 0); tasks != null; tasks = queue.take(1, 0)) {
        for (Task<W, ?> task : tasks) {
          long start = System.nanoTime();
          task.run(worker);
          long took = System.nanoTime() - start;
          queue.ran(1, took);
          observer.computed(1, 0, took, 0);
        }
      }
    } catch (InterruptedException e) {
      // Nobody does that to these threads; if somebody does, it is to end them.
      Thread.currentThread().interrupt();
    }
  }
}
