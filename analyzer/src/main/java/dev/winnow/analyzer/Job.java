package dev.winnow.analyzer;

import dev.winnow.core.Tensor;
import dev.winnow.wire.NamedTensor;
import java.util.List;

/** A request's tensors on their way through a network. */
final class Job extends JobQueue.Waiting {
  private final List<Tensor> inputs;
  private final int rows;
  private final JobQueue.Answer<List<NamedTensor>> outputs = new JobQueue.Answer<>();

  /**
   * @param inputs in the order of the model's, all of so many rows
   * @param rows at least 1
   */
  Job(List<Tensor> inputs, int rows) {
    this.inputs = inputs;
    this.rows = rows;
  }

  List<Tensor> inputs() {
    return inputs;
  }

  @Override
  int rows() {
    return rows;
  }

  /** As many rows of each output. */
  @Override
  JobQueue.Answer<List<NamedTensor>> answer() {
    return outputs;
  }
}
