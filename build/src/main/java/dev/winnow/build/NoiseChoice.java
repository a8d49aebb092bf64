package dev.winnow.build;

import dev.winnow.core.Mechanism;
import dev.winnow.core.RandomizedResponse;
import dev.winnow.noise.ChannelCapacity;
import java.util.Locale;

/**
 * A clip, and the mechanism behind it.
 *
 * @param clip deviations that a reduced feature may lie from its centre
 * @param strength of the mechanism: ε, or the ratio of Gaussian noise
 * @param mechanism that randomises the clipped feature
 */
public record NoiseChoice(double clip, double strength, Mechanism mechanism) {
  /**
   * The strength in words, such as {@code ε 5.00}, {@code 0.150}, or {@code ε ∞} where nothing is
   * replaced.
   */
  public String text() {
    if (Double.isInfinite(strength)) {
      return "ε ∞";
    }
    String form = mechanism instanceof RandomizedResponse ? "ε %.2f" : "%.3g";
    return String.format(Locale.ROOT, form, strength);
  }

  /** The most that a first answer tells, in bits. */
  public double bits() {
    return ChannelCapacity.of(mechanism).first();
  }
}
