package dev.winnow.learn.scratch;

import dev.winnow.core.Accuracy;
import dev.winnow.core.Tensor;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.example.Examples;
import dev.winnow.learn.example.Head;
import dev.winnow.learn.training.EpochListener;
import dev.winnow.learn.training.TrainingProgress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Keeps the best epoch by balanced accuracy on the validation part; of equals, the last. */
final class BestEpoch implements EpochListener {
  private final Examples validation;
  private final Head head;
  private final int batch;
  private final TrainingProgress progress;
  private Optional<Kept> best = Optional.empty();

  /**
   * @param head the network's only one
   * @param batch samples that are classified at once
   * @param progress told of every step
   */
  BestEpoch(Examples validation, Head head, int batch, TrainingProgress progress) {
    this.validation = validation;
    this.head = head;
    this.batch = batch;
    this.progress = progress;
  }

  /**
   * The epoch to keep.
   *
   * @param epoch counted from 1
   * @param validation accuracy after it
   * @param values of the weights and statistics after it
   */
  record Kept(int epoch, Accuracy validation, Map<String, Tensor> values) {}

  /** The best epoch so far, of which there must be one. */
  Kept kept() {
    return best.orElseThrow();
  }

  @Override
  public void stepped(int epoch, float loss, int seen, int size) {
    progress.show(loss, epoch, seen, size);
  }

  @Override
  public boolean ended(int epoch, float loss, TrainableNetwork network) {
    Accuracy accuracy = validation.accuracies(List.of(head), batch, network).get(0);
    progress.validated(
        String.format(Locale.ROOT, ", validation accuracy %.1f %%", 100 * accuracy.balanced()));
    if (best.isEmpty() || accuracy.balanced() >= best.get().validation.balanced()) {
      best = Optional.of(new Kept(epoch, accuracy, network.values()));
    }
    return true;
  }
}
