package dev.winnow.learn.siamese;

import static dev.winnow.learn.InvalidSettingException.require;

import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.example.Augmentation;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.training.Schedule;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a pre-trained network is fine-tuned. The same settings and the same data give the same
 * network, bit for bit, on the same platform, whether or not the run was resumed.
 *
 * @param contrast the loss at the cut
 * @param sensitive column of the people, which {@link PairLabeling#DIFFERENT_SENSITIVE} needs
 * @param schedule how long and how fast
 * @param augmentation how samples vary
 * @param balance of the classes
 * @param batchStatistics whether batch normalisation learns from batches; its stored statistics
 *     stay as they are otherwise
 * @param patience epochs without a smaller loss on the validation part after which to stop
 * @param checkpoint file that is written after every epoch, and from which the run goes on if it is
 *     there
 * @param seed of every random choice
 * @param threads that compute, at least 1; another number rounds differently
 */
public record FineTuningSettings(
    ContrastiveSettings contrast,
    Optional<String> sensitive,
    Schedule schedule,
    Augmentation augmentation,
    ClassBalancing balance,
    boolean batchStatistics,
    int patience,
    Optional<Path> checkpoint,
    long seed,
    int threads) {
  /**
   * @throws InvalidSettingException if a value is out of its range
   */
  public FineTuningSettings {
    require(patience >= 1, "patience", patience, "at least 1");
    require(threads >= 1, "threads", threads, "at least 1");
    require(
        contrast.similarity() != PairLabeling.DIFFERENT_SENSITIVE || sensitive.isPresent(),
        "similarity",
        contrast.similarity(),
        "same-primary unless a sensitive column tells people apart");
  }

  /** Four balanced epochs of Adam at 3e-4, batches of 32: what served face-gender best. */
  public static FineTuningSettings standard(long seed, int threads) {
    return new FineTuningSettings(
        ContrastiveSettings.standard(),
        Optional.empty(),
        new Schedule(4, 32, 3e-4, Optimizer.ADAM),
        new Augmentation(true, 4),
        ClassBalancing.DRAW,
        false,
        4,
        Optional.empty(),
        seed,
        threads);
  }

  /** How the network is run while it learns. */
  Mode mode() {
    return batchStatistics ? Mode.TRAINING : Mode.FINE_TUNING;
  }
}
