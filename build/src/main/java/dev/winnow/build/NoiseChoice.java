package dev.winnow.build;

import dev.winnow.core.Mechanism;
import dev.winnow.core.Quantizer;
import dev.winnow.core.RandomizedResponse;
import dev.winnow.noise.ChannelCapacity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A clip, and the mechanism behind it.
 *
 * @param clip deviations that a reduced feature may lie from its centre
 * @param strength of the mechanism: ε, infinite where nothing is replaced, or the ratio of Gaussian
 *     noise
 * @param mechanism that randomises the clipped feature
 */
public record NoiseChoice(double clip, double strength, Mechanism mechanism) {
  /**
   * The mechanism in a few words, such as {@code ε 5.00}, {@code 0.150}, {@code 10 codewords} or
   * {@code 10 codewords, ε 5.00}.
   */
  public String text() {
    if (!(mechanism instanceof RandomizedResponse response)) {
      return String.format(Locale.ROOT, "%.3g", strength);
    }
    List<String> words = new ArrayList<>();
    if (response.quantizer() instanceof Quantizer.Vector vector) {
      words.add(vector.alphabet() + " codewords");
    }
    if (Double.isFinite(strength)) {
      words.add(String.format(Locale.ROOT, "ε %.2f", strength));
    }
    return String.join(", ", words);
  }

  /** The most that a first answer tells, in bits. */
  public double bits() {
    return ChannelCapacity.of(mechanism).first();
  }
}
