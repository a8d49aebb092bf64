package dev.winnow.attack.reconstruction;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.inversion.Decoder;
import dev.winnow.learn.tabular.TabularSettings;
import dev.winnow.learn.training.Schedule;
import dev.winnow.onnx.Network;
import java.util.OptionalInt;

/**
 * The attacker who trains a {@link Decoder} on captures of its own, of which it has image and
 * feature, and then has it make images of the features of others.
 *
 * @param images of its own, small enough for a decoder, [images, channels, height, width]
 * @param epochs of the training
 * @param seed of the training and of the intervals
 * @param threads that compute
 */
public record DecoderReconstruction(Tensor images, int epochs, long seed, int threads) {
  private static final int LARGEST = 64;
  private static final int SMALLEST = 16;
  private static final int BLOCK = 8;

  /** Noise on standardised features while a decoder learns: it copes with what it never saw. */
  private static final double BLUR = 0.3;

  /**
   * By how much images must shrink so that a decoder can make them.
   *
   * @return empty if no whole number will do
   */
  public static OptionalInt shrinkage(ImageSpec prepared) {
    for (int factor = 1; factor <= Math.max(prepared.width(), prepared.height()); factor++) {
      if (fits(prepared.width(), factor) && fits(prepared.height(), factor)) {
        return OptionalInt.of(factor);
      }
    }
    return OptionalInt.empty();
  }

  /**
   * Learns, and makes images.
   *
   * @param features of the attacker's images, in their order
   * @param asked features of the targets, in their order
   */
  public Reconstruction of(Tensor features, Tensor asked, ReconstructionTargets targets) {
    Schedule schedule = new Schedule(epochs, 32, 2e-3, Optimizer.ADAM);
    Network decoder =
        Decoder.train(
            features,
            images,
            TabularSettings.of(schedule, seed, threads).withNoise(BLUR),
            Progress.NONE);
    return Reconstruction.decoded(decoder, asked, targets, seed, threads);
  }

  private static boolean fits(int side, int factor) {
    int small = side / factor;
    return side % factor == 0 && small % BLOCK == 0 && small <= LARGEST && small >= SMALLEST;
  }
}
