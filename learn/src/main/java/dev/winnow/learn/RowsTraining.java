package dev.winnow.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Trains a classifier on rows of numbers that are in memory: the analyzer behind a reduced feature,
 * or an attacker who retrains on features.
 */
public final class RowsTraining {
  private final RowsSettings settings;
  private final Progress progress;

  private RowsTraining(RowsSettings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Trains until the schedule ends. Batch normalisation keeps its stored statistics. While it runs,
   * no other training may run in this process.
   *
   * @param network of one input, a row, and of one number per class; it does not change
   * @param rows to learn from, of the shape [samples, …]
   * @param classes the number of the right class of each row
   * @param progress told of every epoch: rows seen, and the loss of its last step
   * @return the same graph with other weights
   * @throws DivergedException if the loss is no longer a number
   * @throws UnsupportedOperatorException if the network cannot be trained
   * @throws TorchUnavailableException if PyTorch cannot be loaded
   */
  public static Network run(
      Network network,
      Tensor rows,
      List<Integer> classes,
      RowsSettings settings,
      Progress progress) {
    int samples = rows.shape().dim(0);
    if (samples != classes.size() || samples < 2) {
      throw new IllegalArgumentException(
          "%d rows of %d classes; it takes two of each".formatted(samples, classes.size()));
    }
    return new RowsTraining(settings, progress).run(network, rows, classes);
  }

  private Network run(Network untrained, Tensor rows, List<Integer> classes) {
    int kinds = untrained.outputs().get(0).shape().size();
    ClassWeights weights =
        settings.balanced() ? ClassWeights.balancing(classes, kinds) : ClassWeights.even(kinds);
    int[] all = IntStream.range(0, classes.size()).toArray();
    return new RowsCourse(settings)
        .run(
            untrained,
            rows,
            all,
            (scope, logits, drawn) -> loss(scope, logits, drawn, classes, weights),
            (epoch, loss, network) -> show(epoch, loss, classes.size()));
  }

  private static NDArray loss(
      Scope scope, NDArray logits, int[] drawn, List<Integer> classes, ClassWeights weights) {
    NDManager manager = scope.manager();
    long[] right = Arrays.stream(drawn).mapToLong(classes::get).toArray();
    return Loss.crossEntropy(logits, manager.create(right), manager.create(weights.of(right)));
  }

  private void show(int epoch, float loss, int samples) {
    long all = (long) settings.schedule().epochs() * samples;
    progress.at((long) epoch * samples, all, String.format(Locale.ROOT, "loss %.3f", loss));
  }
}
