package dev.winnow.analyzer;

import dev.winnow.core.Uninterruptibles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final String name;
  private final ThreadPoolExecutor threads;
  private final ArrayBlockingQueue<W> idle;
  private final Consumer<W> close;

  private WorkerPool(String name, Workload load, Consumer<W> close) {
    this.name = name;
    this.close = close;
    this.idle = new ArrayBlockingQueue<>(load.threads());
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            load.threads(),
            load.threads(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(load.waiting()),
            work -> {
              Thread thread = new Thread(work, "winnow-" + name + "-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** What waits for a thread. */
  private record Task(Runnable work, CompletableFuture<?> answer) implements Runnable {
    @Override
    public void run() {
      work.run();
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
        pool.idle.add(open.get());
      }
      return pool;
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /**
   * Has a thread do some work.
   *
   * @throws OverloadedException if too many requests wait already, or this is closed
   */
  public <T> CompletableFuture<T> run(Function<W, T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      threads.execute(new Task(() -> run(work, answer), answer));
    } catch (RejectedExecutionException e) {
      throw threads.isShutdown() ? OverloadedException.stopping() : OverloadedException.of(name);
    }
    return answer;
  }

  /** Fails what still waits, and frees the workers once what runs is done. */
  @Override
  public void close() {
    threads.shutdown();
    List<Runnable> left = new ArrayList<>();
    threads.getQueue().drainTo(left);
    for (Runnable task : left) {
      ((Task) task).answer.completeExceptionally(OverloadedException.stopping());
    }
    Uninterruptibles.run(() -> threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS));
    for (W worker = idle.poll(); worker != null; worker = idle.poll()) {
      close.accept(worker);
    }
  }

  private <T> void run(Function<W, T> work, CompletableFuture<T> answer) {
    // There are as many workers as threads.
    W worker = idle.remove();
    T made;
    try {
      made = work.apply(worker);
    } catch (Throwable e) {
      // Whatever it is, memory that ran out included, it concerns this request and not the next.
      idle.add(worker);
      answer.completeExceptionally(e);
      return;
    }
    idle.add(worker);
    answer.complete(made);
  }
}
