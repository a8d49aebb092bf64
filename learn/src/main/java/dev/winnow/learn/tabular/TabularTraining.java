package dev.winnow.learn.tabular;

import ai.djl.ndarray.NDArray;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.operator.UnsupportedOperatorException;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.torch.TorchUnavailableException;
import dev.winnow.learn.training.ClassWeights;
import dev.winnow.learn.training.DivergedException;
import dev.winnow.learn.training.Loss;
import dev.winnow.onnx.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Trains a classifier on rows of numbers that are in memory: the analyzer behind a reduced feature,
 * or an attacker who retrains on features.
 */
public final class TabularTraining {
  private final TabularSettings settings;
  private final Progress progress;

  private TabularTraining(TabularSettings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Trains a network of one output, as {@link #heads} does one of several.
   *
   * @param classes the number of the right class of each row
   */
  public static Network run(
      Network network,
      Tensor rows,
      List<Integer> classes,
      TabularSettings settings,
      Progress progress) {
    return heads(network, rows, List.of(classes), settings, progress);
  }

  /**
   * Trains until the schedule ends. Batch normalisation keeps its stored statistics. While it runs,
   * no other training may run in this process.
   *
   * @param network of one input, a row, and of one number per class at each output; it does not
   *     change
   * @param rows to learn from, of the shape [samples, …]
   * @param classes for each output, the number of the right class of each row
   * @param progress told of every epoch: rows seen, and the loss of its last step
   * @return the same graph with other weights
   * @throws DivergedException if the loss is no longer a number
   * @throws UnsupportedOperatorException if the network cannot be trained
   * @throws TorchUnavailableException if PyTorch cannot be loaded
   */
  public static Network heads(
      Network network,
      Tensor rows,
      List<List<Integer>> classes,
      TabularSettings settings,
      Progress progress) {
    int samples = rows.shape().dim(0);
    if (samples < 2 || classes.size() != network.outputs().size()) {
      throw new IllegalArgumentException(
          "%d rows and classes for %d of %d outputs; it takes two rows and classes for all"
              .formatted(samples, classes.size(), network.outputs().size()));
    }
    for (List<Integer> each : classes) {
      if (each.size() != samples) {
        throw new IllegalArgumentException(
            "%d rows of %d classes; it takes as many of each".formatted(samples, each.size()));
      }
    }
    return new TabularTraining(settings, progress).run(network, rows, classes);
  }

  /**
   * Whether a network can be trained: all its operators are known here.
   *
   * @throws TorchUnavailableException if PyTorch cannot be loaded
   */
  public static boolean understands(Network network) {
    try {
      TrainableNetwork.open(network).close();
      return true;
    } catch (UnsupportedOperatorException e) {
      return false;
    }
  }

  private Network run(Network untrained, Tensor rows, List<List<Integer>> classes) {
    List<Target> targets = new ArrayList<>();
    for (int head = 0; head < classes.size(); head++) {
      int kinds = untrained.outputs().get(head).shape().size();
      ClassWeights weights =
          settings.balanced()
              ? ClassWeights.balancing(classes.get(head), kinds)
              : ClassWeights.even(kinds);
      targets.add(new Target(classes.get(head), weights));
    }
    int samples = rows.shape().dim(0);
    return new TabularLoop(settings)
        .run(
            untrained,
            rows,
            IntStream.range(0, samples).toArray(),
            (scope, logits, drawn) -> loss(scope, logits, drawn, targets),
            (epoch, loss, network) -> show(epoch, loss, samples));
  }

  private static NDArray loss(
      NativeScope scope, List<NDArray> logits, List<Integer> drawn, List<Target> targets) {
    NDArray sum = targets.get(0).loss(scope, logits.get(0), drawn);
    for (int head = 1; head < targets.size(); head++) {
      sum = sum.add(targets.get(head).loss(scope, logits.get(head), drawn));
    }
    return sum;
  }

  /** What one output is taught. */
  private record Target(List<Integer> classes, ClassWeights weights) {
    NDArray loss(NativeScope scope, NDArray logits, List<Integer> drawn) {
      long[] right = drawn.stream().mapToLong(classes::get).toArray();
      return Loss.crossEntropy(
          logits,
          Torch.array(scope.manager(), right, right.length),
          Torch.array(scope.manager(), weights.of(right), right.length));
    }
  }

  /** Goes on whatever it shows. */
  private boolean show(int epoch, float loss, int samples) {
    long all = (long) settings.schedule().epochs() * samples;
    progress.at((long) epoch * samples, all, String.format(Locale.ROOT, "loss %.3f", loss));
    return true;
  }
}
