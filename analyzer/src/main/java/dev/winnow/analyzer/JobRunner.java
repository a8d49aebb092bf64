package dev.winnow.analyzer;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Session;
import dev.winnow.wire.NamedTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Runs jobs together, in memory that it keeps for the next ones. For one thread. */
final class JobRunner {
  private final Session session;
  private final IntConsumer ran;

  /** Where the rows are gathered, by input; grows to the largest run so far. */
  private final List<Tensor> room = new ArrayList<>();

  /**
   * @param ran told the number of rows of every run, before its jobs have their outputs
   */
  JobRunner(Session session, IntConsumer ran) {
    this.session = session;
    this.ran = ran;
  }

  /** Runs jobs in one run, and completes each with its outputs or with what went wrong. */
  void run(List<Job> jobs) {
    int rows = jobs.stream().mapToInt(Job::rows).sum();
    try {
      List<NamedTensor> outputs = new ArrayList<>();
      session
          .run(gathered(jobs, rows))
          .forEach((output, tensor) -> outputs.add(new NamedTensor(output, tensor)));
      ran.accept(rows);
      spread(jobs, outputs);
    } catch (Throwable e) {
      // Whatever it is, memory that ran out included, it concerns these jobs and not the next: the
      // thread must live on, and nobody may wait for ever.
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
