package dev.winnow.build;

import dev.winnow.audit.Predictions;
import dev.winnow.audit.PreparedSamples;
import dev.winnow.core.Accuracy;
import dev.winnow.core.Progress;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Cost;
import dev.winnow.onnx.Network;
import java.util.List;

/**
 * The network that the provider owns, as it is: what the edge computes and what embeddings answer
 * stand beside it.
 *
 * @param network of the sizes that it was trained for
 * @param captures prepared as it wants them
 */
public record UncutNetwork(Network network, PreparedSamples captures) {
  /** What it holds and computes. */
  public Cost cost() {
    return network.cost();
  }

  /**
   * Values that a feature needs to tell its classes apart, of each head one less than classes.
   *
   * @param primary column of the label, or columns joined by {@code +}
   */
  public int values(String primary) {
    return PrimaryTask.of(network, captures.set(), primary).dims();
  }

  /**
   * How often it is right.
   *
   * @param primary column of the label, or columns joined by {@code +}
   * @param samples which have it
   */
  public Accuracy accuracy(String primary, List<Sample> samples, Progress progress) {
    return accuracy(PrimaryTask.of(network, captures.set(), primary), samples, progress).all();
  }

  TaskAccuracy accuracy(PrimaryTask primary, List<Sample> samples, Progress progress) {
    return primary.scored(Predictions.of(network, primary.heads(), captures, samples, progress));
  }
}
