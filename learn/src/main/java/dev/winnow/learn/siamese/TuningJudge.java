package dev.winnow.learn.siamese;

import dev.winnow.core.Accuracy;
import dev.winnow.core.Digest;
import dev.winnow.core.Tensor;
import dev.winnow.learn.engine.OptimizerState;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.example.ExampleEpoch;
import dev.winnow.learn.example.Examples;
import dev.winnow.learn.example.Head;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.training.EpochListener;
import dev.winnow.learn.training.MiniBatch;
import dev.winnow.learn.training.TrainingProgress;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Judges a fine-tuning after each epoch by its loss on the validation part, writes the checkpoint,
 * and ends the run when its patience does.
 */
final class TuningJudge implements EpochListener {
  private final FineTuningSettings settings;
  private final List<Head> heads;
  private final Examples validation;
  private final TuningLoss loss;
  private final OptimizerState state;
  private final Digest run;
  private final TrainingProgress progress;
  private Checkpoint last;

  /**
   * @param heads one per output of the network
   * @param state of the optimiser, which checkpoints hold
   * @param run that checkpoints are of
   * @param last where the run begins
   */
  TuningJudge(
      FineTuningSettings settings,
      List<Head> heads,
      Examples validation,
      TuningLoss loss,
      OptimizerState state,
      Digest run,
      Checkpoint last,
      TrainingProgress progress) {
    this.settings = settings;
    this.heads = heads;
    this.validation = validation;
    this.loss = loss;
    this.state = state;
    this.run = run;
    this.last = last;
    this.progress = progress;
  }

  /** After the last epoch. */
  Checkpoint last() {
    return last;
  }

  /** Whether another epoch may still bring a smaller loss. */
  boolean isPatient() {
    return last.epoch() - last.bestEpoch() < settings.run().patience();
  }

  @Override
  public void stepped(int epoch, float value, int seen, int size) {
    progress.show(value, epoch, seen, size);
  }

  @Override
  public boolean ended(int epoch, float value, TrainableNetwork network) {
    double validated = validate(network);
    double balanced =
        validation.accuracies(heads, settings.schedule().batch(), network).stream()
            .mapToDouble(Accuracy::balanced)
            .average()
            .orElseThrow();
    progress.validated(
        String.format(
            Locale.ROOT, ", validation loss %.3f, accuracy %.1f %%", validated, 100 * balanced));
    // Twice the network with Adam, so copied only to be written.
    List<Tensor> memory =
        settings.run().checkpoint().isPresent()
            ? state.memory().stream().map(Torch::tensor).toList()
            : List.of();
    last = last.next(network.values(), memory, validated);
    settings.run().checkpoint().ifPresent(file -> last.write(file, run));
    return isPatient();
  }

  /** The mean loss on the validation part, in an order that mixes its classes. */
  private double validate(TrainableNetwork network) {
    List<Integer> order = validation.shuffled(new Random(settings.run().seed()));
    Torch.seed(settings.run().seed());
    double sum = 0;
    try (var epoch = ExampleEpoch.unchanged(validation, order, settings.schedule().batch())) {
      int count = epoch.steps().count();
      for (int step = 0; step < count; step++) {
        MiniBatch batch = epoch.next();
        try (NativeScope scope = NativeScope.unrecorded()) {
          float value = loss.of(network, scope, validation, batch, Mode.INFERENCE).getFloat();
          sum += batch.size() * value;
        }
      }
    }
    return sum / order.size();
  }
}
