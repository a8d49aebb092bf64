package dev.winnow.learn.bottleneck;

import static dev.winnow.learn.InvalidSettingException.require;

import dev.winnow.learn.InvalidSettingException;

/**
 * What the training of a bottleneck makes small, beside cross-entropy, and what makes it hard.
 *
 * @param distillation weight of the distance from the answers of the uncut network (Hinton, Vinyals
 *     and Dean 2015, "Distilling the Knowledge in a Neural Network"), at least 0
 * @param temperature by which both answers' logits are divided for it, above 0
 * @param contrast weight of the contrastive loss on the numbers themselves, at least 0
 * @param noise standard deviation of the Gaussian noise that the numbers, between −1 and 1, meet on
 *     their way to the decoder, at least 0
 * @param dropout share of the encoder's means over space that is dropped at each step, from 0 to
 *     below 1
 */
public record BottleneckLoss(
    double distillation, double temperature, double contrast, double noise, double dropout) {
  /**
   * @throws InvalidSettingException if a value is out of its range
   */
  public BottleneckLoss {
    requireWeight("distillation", distillation);
    require(
        temperature > 0 && Double.isFinite(temperature),
        "temperature",
        temperature,
        "a number above 0");
    requireWeight("contrast", contrast);
    requireWeight("noise", noise);
    require(dropout >= 0 && dropout < 1, "dropout", dropout, "from 0 to below 1");
  }

  /** What served face-gender best. */
  public static BottleneckLoss standard() {
    return new BottleneckLoss(0.5, 2, 0.1, 0.4, 0.3);
  }

  /** The same with another weight of what the uncut network answers. */
  public BottleneckLoss withDistillation(double other) {
    return new BottleneckLoss(other, temperature, contrast, noise, dropout);
  }

  private static void requireWeight(String name, double value) {
    require(value >= 0 && Double.isFinite(value), name, value, "a number, at least 0");
  }
}
