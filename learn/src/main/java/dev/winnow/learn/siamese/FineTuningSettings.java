package dev.winnow.learn.siamese;

import static dev.winnow.learn.InvalidSettingException.require;

import dev.winnow.data.Augmentation;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.training.Schedule;
import java.util.Optional;

/**
 * How a pre-trained network is fine-tuned. The same settings and the same data give the same
 * network, bit for bit, on the same platform, whether or not the run was resumed.
 *
 * @param contrast the loss at the cut
 * @param sensitive column of the people, which {@link PairLabeling#DIFFERENT_SENSITIVE} needs
 * @param schedule how long and how fast
 * @param sampling what an epoch is made of
 * @param batchStatistics whether batch normalisation learns from batches; its stored statistics
 *     stay as they are otherwise
 * @param run when it stops, where it resumes, and what makes it repeatable
 */
public record FineTuningSettings(
    ContrastiveSettings contrast,
    Optional<String> sensitive,
    Schedule schedule,
    SamplingSettings sampling,
    boolean batchStatistics,
    RunSettings run) {
  /**
   * @throws InvalidSettingException if the similarity needs a sensitive column and there is none
   */
  public FineTuningSettings {
    require(
        contrast.similarity() != PairLabeling.DIFFERENT_SENSITIVE || sensitive.isPresent(),
        "similarity",
        contrast.similarity(),
        "same-primary unless a sensitive column tells people apart");
  }

  /**
   * Four balanced epochs of Adam at 3e-4, batches of 32: what served face-gender best.
   *
   * @param augmentation how samples vary
   */
  public static FineTuningSettings standard(Augmentation augmentation, long seed, int threads) {
    return new FineTuningSettings(
        ContrastiveSettings.standard(),
        Optional.empty(),
        new Schedule(4, 32, 3e-4, Optimizer.ADAM),
        new SamplingSettings(augmentation, ClassBalancing.DRAW),
        false,
        new RunSettings(4, Optional.empty(), seed, threads));
  }

  /** How the network is run while it learns. */
  Mode mode() {
    return batchStatistics ? Mode.TRAINING : Mode.FINE_TUNING;
  }
}
