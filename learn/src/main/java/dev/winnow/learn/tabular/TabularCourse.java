package dev.winnow.learn.tabular;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.winnow.core.Tensor;
import dev.winnow.learn.engine.OptimizerState;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.training.DivergedException;
import dev.winnow.learn.training.MiniBatches;
import dev.winnow.learn.training.Schedule;
import dev.winnow.learn.training.Shuffle;
import dev.winnow.onnx.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** Takes a network through the epochs of a training on rows that are in memory. */
public final class TabularCourse {
  private final TabularSettings settings;
  private final Random random;

  public TabularCourse(TabularSettings settings) {
    this.settings = settings;
    this.random = new Random(settings.seed());
  }

  /** What a network's answers are compared with. */
  @FunctionalInterface
  public interface Targets {
    /**
     * A single number that training makes small.
     *
     * @param answers of each output to some rows; probabilities before their softmax
     * @param drawn the numbers of these rows
     */
    NDArray loss(NativeScope scope, List<NDArray> answers, int[] drawn);
  }

  /** Told when an epoch has ended. */
  @FunctionalInterface
  public interface Watch {
    /**
     * Looks at the network.
     *
     * @param epoch counted from 1
     * @param loss of its last step
     */
    void ended(int epoch, float loss, TrainableNetwork network);
  }

  /**
   * Trains until the schedule ends. Batch normalisation keeps its stored statistics.
   *
   * @param untrained of one input, a row; it does not change
   * @param rows of which some are learned from
   * @param learned the numbers of these
   * @return the same graph with the last weights
   * @throws DivergedException if the loss is no longer a number
   */
  public Network run(Network untrained, Tensor rows, int[] learned, Targets targets, Watch watch) {
    Torch.useThreads(settings.threads());
    Torch.seed(settings.seed());
    Schedule schedule = settings.schedule();
    MiniBatches steps = MiniBatches.of(learned.length, schedule.batch());
    Tensor room = Tensor.allocate(rows.shape().row().batch(steps.largest()));
    try (TrainableNetwork network = TrainableNetwork.open(untrained);
        OptimizerState state = schedule.optimiser().over(network.weights(), settings.decay())) {
      for (int epoch = 1; epoch <= schedule.epochs(); epoch++) {
        int[] order = Shuffle.of(learned.length, random);
        float loss = 0;
        for (int step = 0; step < steps.count(); step++) {
          int[] drawn =
              Arrays.stream(order, steps.start(step), steps.start(step + 1))
                  .map(place -> learned[place])
                  .toArray();
          double done = (epoch - 1 + (double) step / steps.count()) / schedule.epochs();
          Tensor batch = gathered(rows, drawn, room);
          loss = step(network, state, batch, targets, drawn, schedule.rate(done));
          if (!Float.isFinite(loss)) {
            throw new DivergedException(epoch, step + 1, schedule.learningRate());
          }
        }
        watch.ended(epoch, loss, network);
      }
      return untrained.withConstants(network.values());
    }
  }

  /** Copies rows into a tensor that is used again for the next. */
  public static Tensor gathered(Tensor rows, int[] drawn, Tensor room) {
    for (int i = 0; i < drawn.length; i++) {
      room.rows(i, i + 1).buffer().put(rows.rows(drawn[i], drawn[i] + 1).buffer());
    }
    return room.rows(0, drawn.length);
  }

  private float step(
      TrainableNetwork network,
      OptimizerState state,
      Tensor batch,
      Targets targets,
      int[] drawn,
      double rate) {
    try (NativeScope scope = NativeScope.recorded()) {
      List<String> logits = network.logits();
      Map<String, NDArray> made =
          network.run(noisy(scope, batch), Mode.FINE_TUNING, Set.copyOf(logits));
      List<NDArray> answers =
          logits.stream().map(name -> Objects.requireNonNull(made.get(name))).toList();
      NDArray loss = targets.loss(scope, answers, drawn);
      scope.differentiate(loss);
      state.step(rate);
      return loss.getFloat();
    }
  }

  private NDArray noisy(NativeScope scope, Tensor rows) {
    NDArray inputs = scope.view(rows);
    if (settings.noise() == 0) {
      return inputs;
    }
    float deviation = (float) settings.noise();
    return inputs.add(
        scope.manager().randomNormal(0, deviation, inputs.getShape(), DataType.FLOAT32));
  }
}
