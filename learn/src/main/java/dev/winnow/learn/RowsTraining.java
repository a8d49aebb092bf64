package dev.winnow.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Trains a classifier on rows of numbers that are in memory: the analyzer behind a reduced feature,
 * or an attacker who retrains on features.
 */
public final class RowsTraining {
  private final RowsSettings settings;
  private final Progress progress;
  private final Random random;

  private RowsTraining(RowsSettings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
    this.random = new Random(settings.seed());
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
    Torch.useThreads(settings.threads());
    Torch.seed(settings.seed());
    Schedule schedule = settings.schedule();
    Labelled examples =
        new Labelled(rows, classes, weights(classes, untrained.outputs().get(0).shape().size()));
    try (TrainableNetwork network = TrainableNetwork.open(untrained);
        Descent descent = schedule.optimiser().over(network.weights(), settings.decay())) {
      for (int epoch = 1; epoch <= schedule.epochs(); epoch++) {
        float loss = epoch(network, descent, examples, epoch);
        long seen = (long) epoch * classes.size();
        long all = (long) schedule.epochs() * classes.size();
        progress.at(seen, all, String.format(Locale.ROOT, "loss %.3f", loss));
      }
      return untrained.withConstants(network.values());
    }
  }

  /** The loss of the last step. */
  private float epoch(TrainableNetwork network, Descent descent, Labelled examples, int epoch) {
    Schedule schedule = settings.schedule();
    int[] order = Shuffle.of(examples.classes.size(), random);
    Steps steps = Steps.of(order.length, schedule.batch());
    Tensor room = Tensor.allocate(examples.rows.shape().row().batch(steps.largest()));
    float loss = 0;
    for (int step = 0; step < steps.count(); step++) {
      int[] drawn = Arrays.copyOfRange(order, steps.start(step), steps.start(step + 1));
      double done = (epoch - 1 + (double) step / steps.count()) / schedule.epochs();
      loss = step(network, descent, examples.batch(drawn, room), schedule.rate(done));
      if (!Float.isFinite(loss)) {
        throw new DivergedException(epoch, step + 1, schedule.learningRate());
      }
    }
    return loss;
  }

  private float step(TrainableNetwork network, Descent descent, Batch batch, double rate) {
    try (Scope scope = Scope.recorded()) {
      NDManager manager = scope.manager();
      NDArray logits =
          network.run(noisy(scope, batch.rows), Mode.FINE_TUNING, network.logits().get(0));
      NDArray loss =
          Loss.crossEntropy(logits, manager.create(batch.classes), manager.create(batch.weights));
      scope.differentiate(loss);
      descent.step(rate);
      return loss.getFloat();
    }
  }

  private NDArray noisy(Scope scope, Tensor rows) {
    NDArray inputs = scope.view(rows);
    if (settings.noise() == 0) {
      return inputs;
    }
    float deviation = (float) settings.noise();
    return inputs.add(
        scope.manager().randomNormal(0, deviation, inputs.getShape(), DataType.FLOAT32));
  }

  /** How much a sample of each class counts; the mean over the samples is 1. */
  private List<Float> weights(List<Integer> classes, int count) {
    if (!settings.balanced()) {
      return Collections.nCopies(count, 1f);
    }
    int[] samples = new int[count];
    classes.forEach(label -> samples[label]++);
    long present = Arrays.stream(samples).filter(some -> some > 0).count();
    return Arrays.stream(samples)
        .mapToObj(some -> some == 0 ? 0 : classes.size() / ((float) present * some))
        .toList();
  }

  /** What is learned from: rows, their classes, and how much each class counts. */
  private record Labelled(Tensor rows, List<Integer> classes, List<Float> weights) {
    /** Gathers rows in a tensor that is used again for the next. */
    Batch batch(int[] drawn, Tensor room) {
      long[] right = new long[drawn.length];
      float[] weight = new float[drawn.length];
      for (int i = 0; i < drawn.length; i++) {
        right[i] = classes.get(drawn[i]);
        weight[i] = weights.get(classes.get(drawn[i]));
        room.rows(i, i + 1).buffer().put(rows.rows(drawn[i], drawn[i] + 1).buffer());
      }
      return new Batch(room.rows(0, drawn.length), right, weight);
    }
  }

  /** The samples of one step; the arrays are not shared. */
  @SuppressWarnings("ArrayRecordComponent") // Handed to PyTorch at once and never compared.
  private record Batch(Tensor rows, long[] classes, float[] weights) {}
}
