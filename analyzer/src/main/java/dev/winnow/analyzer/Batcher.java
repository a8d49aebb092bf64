package dev.winnow.analyzer;

import dev.winnow.core.Tensor;
import dev.winnow.core.concurrent.Uninterruptibles;
import dev.winnow.onnx.Session;
import dev.winnow.wire.NamedTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Runs a model for many requests at once. Some threads each run the session on rows of their own;
 * while all are busy, requests wait, and the next thread that is free takes as many of them
 * together as one run should have. Nobody waits for company, unless the model's configuration asks
 * for it: a request that finds a thread free runs at once.
 *
 * <p>Several runs of one thread each do more than one run of several threads, which wait for one
 * another at every operator: 1.5 times as many rows for face-gender on two processors.
 *
 * <p>Closing this closes the session.
 */
final class Batcher implements AutoCloseable {
  /**
   * The bytes of input that one run should have at most. A run that large keeps its thread busy for
   * long; more rows at once would cost memory and gain nothing.
   */
  private static final long RUN_BYTES = 4 << 20;

  private final Session session;
  private final JobQueue<Job> queue;
  private final RunObserver observer;
  private final int mostRows;
  private final long delay;
  private final List<Thread> threads = new ArrayList<>();

  /**
   * @param name of the model, for messages
   * @param session whose runs take one thread each; closed together with this
   * @param rows how rows are taken
   */
  Batcher(String name, Session session, Workload load, ModelFiles.Rows rows) {
    this.session = session;
    this.observer = load.ran();
    int together = rows.together() ? rows.most() : 1;
    this.mostRows = (int) Math.min(together, Math.max(1, RUN_BYTES / rowBytes(session)));
    this.delay = rows.delay().toNanos();
    this.queue = new JobQueue<>(name, load, rows.mostWaiting());
    for (int i = 0; i < load.threads(); i++) {
      Thread thread = new Thread(this::serve, "winnow-" + name + "-" + i);
      thread.setDaemon(true);
      thread.start();
      this.threads.add(thread);
    }
  }

  /**
   * Has the model run on some rows.
   *
   * @param inputs a tensor of so many rows for each input of the model, in the model's order. They
   *     must stay as they are until the answer is there
   * @return the outputs, as many rows of each; cancelled while it waits, it is not computed
   * @throws OverloadedException if too much waits already, or this is closed
   */
  CompletableFuture<List<NamedTensor>> run(List<Tensor> inputs, int rows) {
    Job job = new Job(inputs, rows);
    queue.add(job);
    return job.answer();
  }

  /** Fails what still waits, ends the threads once their runs are done, and closes the session. */
  @Override
  public void close() {
    queue.close();
    threads.forEach(thread -> Uninterruptibles.run(thread::join));
    session.close();
  }

  private static long rowBytes(Session session) {
    return session.inputs().stream()
        .mapToLong(input -> (long) input.shape().size() * Float.BYTES)
        .sum();
  }

  private void serve() {
    JobRunner runner = new JobRunner(session, observer, queue::ran);
    try {
      for (List<Job> jobs = queue.take(mostRows, delay);
          jobs != null;
          jobs = queue.take(mostRows, delay)) {
        runner.run(jobs);
      }
    } catch (InterruptedException e) {
      // Nobody does that to these threads; if somebody does, it is to end them.
      Thread.currentThread().interrupt();
    }
  }
}
