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
import dev.winnow.learn.training.EpochListener;
import dev.winnow.learn.training.MiniBatch;
import dev.winnow.learn.training.Sampler;
import dev.winnow.learn.training.Schedule;
import dev.winnow.learn.training.TrainingLoop;
import dev.winnow.onnx.Network;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** The training loop over rows that are in memory. */
public final class TabularLoop {
  private final TabularSettings settings;

  /**
   * @param settings how; whether classes are balanced is for the targets to say
   */
  public TabularLoop(TabularSettings settings) {
    this.settings = settings;
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
    NDArray loss(NativeScope scope, List<NDArray> answers, List<Integer> drawn);
  }

  /**
   * Trains until the schedule ends or the listener has it end. Batch normalisation keeps its stored
   * statistics.
   *
   * @param untrained of one input, a row; it does not change
   * @param rows of which some are learned from
   * @param learned the numbers of these
   * @return the same graph with the last weights
   * @throws DivergedException if the loss is no longer a number
   */
  public Network run(
      Network untrained, Tensor rows, int[] learned, Targets targets, EpochListener listener) {
    Torch.useThreads(settings.threads());
    Torch.seed(settings.seed());
    Schedule schedule = settings.schedule();
    Sampler sampler = new RowSampler(rows, learned, schedule.batch(), new Random(settings.seed()));
    var loop =
        new TrainingLoop(
            schedule,
            sampler,
            (network, scope, batch) -> loss(network, scope, batch, targets),
            listener);
    try (TrainableNetwork network = TrainableNetwork.open(untrained);
        OptimizerState state = schedule.optimiser().over(network.weights(), settings.decay())) {
      loop.run(network, state, 1);
      return untrained.withConstants(network.values());
    }
  }

  /**
   * Copies rows into a tensor that is used again for the next.
   *
   * @param drawn the numbers of the rows
   * @return as many rows of the room
   */
  public static Tensor gathered(Tensor rows, List<Integer> drawn, Tensor room) {
    for (int i = 0; i < drawn.size(); i++) {
      room.rows(i, i + 1).buffer().put(rows.rows(drawn.get(i), drawn.get(i) + 1).buffer());
    }
    return room.rows(0, drawn.size());
  }

  private NDArray loss(
      TrainableNetwork network, NativeScope scope, MiniBatch batch, Targets targets) {
    List<String> logits = network.logits();
    Map<String, NDArray> made =
        network.run(noisy(scope, batch.inputs()), Mode.FINE_TUNING, Set.copyOf(logits));
    List<NDArray> answers =
        logits.stream().map(name -> Objects.requireNonNull(made.get(name))).toList();
    return targets.loss(scope, answers, batch.samples());
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
