package dev.winnow.analyzer;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Session;
import dev.winnow.wire.NamedTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/**
 * Runs a model for many requests at once: while one run computes, the requests that arrive wait,
 * and the next run takes as many of them together as the model may. Nobody waits for company: a
 * request that finds the model idle runs at once.
 *
 * <p>One thread of its own runs the session, which it closes when it is closed itself.
 */
final class Batcher implements AutoCloseable {
  private final String name;
  private final Session session;
  private final int mostRows;
  private final IntConsumer ran;
  private final BlockingQueue<Job> waiting;
  private final Thread runner;

  /** Where the rows of several requests are gathered; grows to the largest run so far. */
  private final List<Tensor> room = new ArrayList<>();

  private volatile boolean closed;

  /**
   * @param name of the model, for messages
   * @param session closed together with this
   * @param mostRows the most rows to run together; a single request may have more
   * @param mostWaiting the most requests to keep waiting
   * @param ran told the number of rows of every run
   */
  Batcher(String name, Session session, int mostRows, int mostWaiting, IntConsumer ran) {
    this.name = name;
    this.session = session;
    this.mostRows = mostRows;
    this.ran = ran;
    this.waiting = new ArrayBlockingQueue<>(mostWaiting);
    this.runner = new Thread(this::serve, "winnow-model-" + name);
    runner.setDaemon(true);
    runner.start();
  }

  /**
   * Has the model run on some rows.
   *
   * @param inputs a tensor of so many rows for each input of the model, in the model's order. They
   *     must stay as they are until the answer is there
   * @return the outputs, as many rows of each
   * @throws OverloadedException if too many requests wait already
   */
  CompletableFuture<List<NamedTensor>> run(List<Tensor> inputs, int rows) {
    Job job = new Job(inputs, rows, new CompletableFuture<>());
    if (!waiting.offer(job)) {
      throw new OverloadedException(
          "the model \"%s\" has too many requests waiting; try again later".formatted(name));
    }
    if (closed && waiting.remove(job)) {
      throw stopping();
    }
    return job.outputs();
  }

  /** Fails what still waits, ends the thread and closes the session. */
  @Override
  public void close() {
    closed = true;
    runner.interrupt();
    boolean interrupted = false;
    while (runner.isAlive()) {
      try {
        runner.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    session.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve() {
    try {
      while (!closed) {
        run(next());
      }
    } catch (InterruptedException e) {
      // Closed while waiting: there is no more to do.
    }
    List<Job> left = new ArrayList<>();
    waiting.drainTo(left);
    left.forEach(job -> job.outputs().completeExceptionally(stopping()));
  }

  private static OverloadedException stopping() {
    return new OverloadedException("the server is stopping; try again later");
  }

  /** Waits for a request and takes along those behind it that fit into the same run. */
  private List<Job> next() throws InterruptedException {
    List<Job> jobs = new ArrayList<>();
    Job job = waiting.take();
    int rows = 0;
    while (job != null) {
      jobs.add(job);
      rows += job.rows();
      Job behind = waiting.peek();
      job = behind != null && rows + behind.rows() <= mostRows ? waiting.poll() : null;
    }
    return jobs;
  }

  private void run(List<Job> jobs) {
    int rows = jobs.stream().mapToInt(Job::rows).sum();
    try {
      List<NamedTensor> outputs = new ArrayList<>();
      session
          .run(gathered(jobs, rows))
          .forEach((output, tensor) -> outputs.add(new NamedTensor(output, tensor)));
      ran.accept(rows);
      spread(jobs, outputs);
    } catch (Throwable e) {
      // Whatever it is, memory that ran out included, it concerns these requests and not the next:
      // the thread must live on, and nobody may wait for ever.
      jobs.forEach(job -> job.outputs().completeExceptionally(e));
    }
  }

  private Map<String, Tensor> gathered(List<Job> jobs, int rows) {
    Map<String, Tensor> batch = new LinkedHashMap<>();
    for (int i = 0; i < session.inputs().size(); i++) {
      Tensor all = roomFor(i, rows);
      int row = 0;
      for (Job job : jobs) {
        all.rows(row, row + job.rows()).buffer().put(job.inputs().get(i).buffer());
        row += job.rows();
      }
      batch.put(session.inputs().get(i).name(), all);
    }
    return batch;
  }

  private Tensor roomFor(int input, int rows) {
    Shape needed = session.inputs().get(input).shape().batch(rows);
    if (room.size() == input) {
      room.add(Tensor.allocate(needed));
    } else if (room.get(input).shape().dim(0) < rows) {
      room.set(input, Tensor.allocate(needed));
    }
    return room.get(input).rows(0, rows);
  }

  private static void spread(List<Job> jobs, List<NamedTensor> outputs) {
    if (jobs.size() == 1) {
      jobs.get(0).outputs().complete(outputs);
      return;
    }
    int row = 0;
    for (Job job : jobs) {
      int from = row;
      int to = row + job.rows();
      job.outputs()
          .complete(
              outputs.stream()
                  .map(all -> new NamedTensor(all.name(), all.tensor().rows(from, to)))
                  .toList());
      row = to;
    }
  }
}
