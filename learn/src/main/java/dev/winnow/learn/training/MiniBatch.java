package dev.winnow.learn.training;

import dev.winnow.core.Tensor;
import java.util.List;

/**
 * What one step learns from.
 *
 * @param samples their numbers
 * @param inputs what the network sees of them, on the first axis; in memory that the next batch may
 *     use again
 */
public record MiniBatch(List<Integer> samples, Tensor inputs) {
  /** How many samples it has. */
  public int size() {
    return samples.size();
  }
}
