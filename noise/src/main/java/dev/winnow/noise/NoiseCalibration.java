package dev.winnow.noise;

import dev.winnow.core.GaussianNoise;
import dev.winnow.core.Interval;
import dev.winnow.core.Quantizer;
import dev.winnow.core.RandomizedResponse;
import java.util.List;

/**
 * Finds the numbers of a mechanism that is as strong as asked for.
 *
 * @param permanent share of the randomness that belongs to the permanent layer, 0 to 1: none of it
 *     is worn down at 1, all of it at 0
 */
public record NoiseCalibration(double permanent) {
  /** Half of the randomness is permanent, half fresh. */
  public static final double HALF = 0.5;

  /**
   * @throws IllegalArgumentException if the share is out of its range
   */
  public NoiseCalibration {
    // Said so that a NaN is refused too.
    if (!(permanent >= 0 && permanent <= 1)) {
      throw new IllegalArgumentException(
          "the permanent share must be from 0 to 1, not " + permanent);
    }
  }

  /**
   * Randomised response of an ε. It is shared out evenly among the symbols: one is kept e^(ε /
   * symbols) times as probably as it becomes a certain other one. Two symmetric channels in a row
   * multiply what they keep beyond chance, λ = 1 − flip · k/(k − 1), so that the permanent one
   * keeps λ^share.
   *
   * @param epsilon of the first answer about a capture, of all symbols together, positive; infinite
   *     where none is ever replaced
   * @throws IllegalArgumentException if ε is out of its range
   */
  public RandomizedResponse randomizedResponse(Quantizer quantizer, double epsilon) {
    // Said so that a NaN is refused too.
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon must be positive, not " + epsilon);
    }
    int alphabet = quantizer.alphabet();
    double odds = Math.exp(epsilon / quantizer.symbols());
    double kept = Double.isInfinite(odds) ? 1 : (odds - 1) / (odds + alphabet - 1);
    return new RandomizedResponse(
        quantizer,
        flip(Math.pow(kept, permanent), alphabet),
        flip(Math.pow(kept, 1 - permanent), alphabet));
  }

  /**
   * Gaussian noise of a variance relative to the feature.
   *
   * @param bounds of each value of the feature
   * @param ratio the noise's variance over the largest of the feature's, positive
   * @param largest the largest variance of the clamped feature in any direction, positive
   * @throws IllegalArgumentException if a number is out of its range
   */
  public GaussianNoise gaussian(List<Interval> bounds, double ratio, double largest) {
    if (!(Double.isFinite(ratio) && ratio > 0 && Double.isFinite(largest) && largest > 0)) {
      throw new IllegalArgumentException(
          "noise must be positive, and the feature must vary: %s of %s".formatted(ratio, largest));
    }
    double variance = ratio * largest;
    return new GaussianNoise(
        bounds, Math.sqrt(permanent * variance), Math.sqrt((1 - permanent) * variance));
  }

  private static double flip(double kept, int alphabet) {
    return (1 - kept) * (alphabet - 1) / alphabet;
  }
}
