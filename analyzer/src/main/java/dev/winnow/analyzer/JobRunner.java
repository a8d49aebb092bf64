package dev.winnow.analyzer;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Session;
import dev.winnow.wire.NamedTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs jobs together, in memory that it keeps for the next ones. For one thread. */
final class JobRunner {
  private final Session session;
  private final RunObserver observer;
  private final RunTimes times;

  /** Where the rows are gathered, by input; grows to the largest run so far. */
  private final List<Tensor> room = new ArrayList<>();

  /** Is told how long a run of so many rows took. */
  interface RunTimes {
    /** Tells it, in nanoseconds. */
    void ran(int rows, long nanoseconds);
  }

  JobRunner(Session session, RunObserver observer, RunTimes times) {
    this.session = session;
    this.observer = observer;
    this.times = times;
  }

  /** Runs jobs in one run, and completes each with its outputs or with what went wrong. */
  void run(List<Job> jobs) {
    int rows = jobs.stream().mapToInt(Job::rows).sum();
    try {
      long start = System.nanoTime();
      Map<String, Tensor> inputs = gathered(jobs, rows);
      long gathered = System.nanoTime();
      List<NamedTensor> outputs = new ArrayList<>();
      session.run(inputs).forEach((output, tensor) -> outputs.add(new NamedTensor(output, tensor)));
      long computed = System.nanoTime();
      times.ran(rows, computed - start);
      observer.ran(rows);
      List<List<NamedTensor>> spread = spread(jobs, outputs);
      observer.computed(
          jobs.size(), gathered - start, computed - gathered, System.nanoTime() - computed);
      for (int i = 0; i < jobs.size(); i++) {
        jobs.get(i).answer().complete(spread.get(i));
      }
    } catch (Throwable e) {
      // Whatever it is, memory that ran out included, it concerns these jobs and not the next: the
      // thread must live on, and nobody may wait for ever.
      jobs.forEach(job -> job.answer().completeExceptionally(e));
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

  private static List<List<NamedTensor>> spread(List<Job> jobs, List<NamedTensor> outputs) {
    if (jobs.size() == 1) {
      return List.of(outputs);
    }
    List<List<NamedTensor>> parts = new ArrayList<>();
    int row = 0;
    for (Job job : jobs) {
      int from = row;
      int to = row + job.rows();
      parts.add(
          outputs.stream()
              .map(all -> new NamedTensor(all.name(), all.tensor().rows(from, to)))
              .toList());
      row = to;
    }
    return parts;
  }
}
