package dev.winnow.attack.reconstruction;

import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.inversion.Decoder;
import dev.winnow.learn.tabular.TabularSettings;
import dev.winnow.learn.training.Schedule;
import dev.winnow.onnx.Network;

/**
 * The attacker who trains a {@link Decoder} on captures of its own, of which it has both, capture
 * and feature, and then has it make captures of the features of others.
 *
 * @param captures of its own, in the form that a decoder makes
 * @param epochs of the training
 * @param seed of the training and of the intervals
 * @param threads that compute
 */
public record DecoderReconstruction(Tensor captures, int epochs, long seed, int threads) {
  /** Noise on standardised features while a decoder learns: it copes with what it never saw. */
  private static final double BLUR = 0.3;

  /**
   * Learns, and makes captures.
   *
   * @param features of the attacker's captures, in their order
   * @param asked features of the targets, in their order
   */
  public Reconstruction of(Tensor features, Tensor asked, ReconstructionTargets targets) {
    Schedule schedule = new Schedule(epochs, 32, 2e-3, Optimizer.ADAM);
    Network decoder =
        Decoder.train(
            features,
            captures,
            TabularSettings.of(schedule, seed, threads).withNoise(BLUR),
            Progress.NONE);
    return Reconstruction.decoded(decoder, asked, targets, seed, threads);
  }
}
