package dev.winnow.noise;

import dev.winnow.core.GaussianNoise;
import dev.winnow.core.Interval;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Quantizer;
import dev.winnow.core.RandomizedResponse;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What answers tell at most, in bits, whoever is on the captures, whatever network stands before
 * the mechanism, and whatever an attacker knows besides: the capacity of the mechanism as a channel
 * (Cover and Thomas, "Elements of Information Theory", chapter 7). It follows from the mechanism's
 * numbers alone.
 *
 * <p>The noise of one capture has nothing to do with that of another, so that whatever a node has
 * answered before tells nothing of how the next capture's answer was randomised: what one answer
 * tells <em>given the node's whole history</em> is at most {@link #bits(int) bits(1)} as well, and
 * k answers about k captures tell at most k times as much together (memoryless channels; section
 * 7.9).
 */
public final class ChannelCapacity {
  private final Mechanism mechanism;

  private ChannelCapacity(Mechanism mechanism) {
    this.mechanism = mechanism;
  }

  /** Of a mechanism. */
  public static ChannelCapacity of(Mechanism mechanism) {
    return new ChannelCapacity(mechanism);
  }

  /** The most that the first answer about a capture tells. */
  public double first() {
    return bits(1);
  }

  /**
   * The most that several answers about one and the same capture tell together. Those of randomised
   * response are at most as many first answers, and at most what its permanent layer lets through;
   * Gaussian noise is worn down to its permanent layer.
   *
   * @param answers at least 1
   * @throws IllegalArgumentException if there are fewer
   */
  public double bits(int answers) {
    if (answers < 1) {
      throw new IllegalArgumentException("at least 1 answer is needed, not " + answers);
    }
    if (mechanism instanceof RandomizedResponse response) {
      double first = symmetric(response.quantizer(), response.flip());
      double most = symmetric(response.quantizer(), response.permanentFlip());
      return Math.min(answers * first, most);
    }
    return peaks(((GaussianNoise) mechanism).sigma(answers));
  }

  /**
   * The most that any number of answers about one and the same capture tell together; infinite for
   * Gaussian noise without a permanent layer.
   */
  public double endless() {
    return mechanism instanceof RandomizedResponse response
        ? symmetric(response.quantizer(), response.permanentFlip())
        : peaks(((GaussianNoise) mechanism).permanentSigma());
  }

  /**
   * The most that any number of answers tell of a scene of which the node takes ever new captures,
   * all with the same feature: log₂ of the number of features that a mechanism tells apart.
   *
   * @return empty for Gaussian noise, which any number of captures wear down
   */
  public OptionalDouble cells() {
    return mechanism instanceof RandomizedResponse response
        ? OptionalDouble.of(symmetric(response.quantizer(), /* flip= */ 0))
        : OptionalDouble.empty();
  }

  /**
   * The ε of local differential privacy: no answer is more than e^ε times likelier for one capture
   * than for any other.
   *
   * @param answers about one and the same capture, at least 1
   * @return empty for Gaussian noise, which has none; infinite if nothing of the level is kept
   *     secret
   */
  public OptionalDouble epsilon(int answers) {
    return mechanism instanceof RandomizedResponse response
        ? OptionalDouble.of(
            Math.min(
                answers * odds(response.quantizer(), response.flip()),
                odds(response.quantizer(), response.permanentFlip())))
        : OptionalDouble.empty();
  }

  /** The ε of any number of answers about one capture, as {@link #epsilon(int)} has it. */
  public OptionalDouble endlessEpsilon() {
    return mechanism instanceof RandomizedResponse response
        ? OptionalDouble.of(odds(response.quantizer(), response.permanentFlip()))
        : OptionalDouble.empty();
  }

  /**
   * All that is stated of a mechanism, by name: {@code bits}, {@code bits-10} and {@code bits-100}
   * of so many answers about one capture, {@code history-bits} of any number of them, {@code
   * cell-bits} of any number of captures of one scene, {@code epsilon} and {@code history-epsilon}.
   * What is infinite is not there.
   */
  public SortedMap<String, Double> figures() {
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put("bits", first());
    figures.put("bits-10", bits(10));
    figures.put("bits-100", bits(100));
    figures.put("history-bits", endless());
    cells().ifPresent(bits -> figures.put("cell-bits", bits));
    epsilon(1).ifPresent(epsilon -> figures.put("epsilon", epsilon));
    endlessEpsilon().ifPresent(epsilon -> figures.put("history-epsilon", epsilon));
    figures.values().removeIf(figure -> !Double.isFinite(figure));
    return figures;
  }

  /**
   * What a mechanism is and what it tells, in a sentence, such as {@code randomised response over 2
   * levels, at most 0.95 bits (ε 5.00) an answer, and 0.97 (ε 5.70) however often one capture is
   * asked about}.
   */
  @Override
  public String toString() {
    String what =
        mechanism instanceof RandomizedResponse response
            ? "randomised response over " + alphabet(response.quantizer())
            : String.format(
                Locale.ROOT, "Gaussian noise of σ %.3g", ((GaussianNoise) mechanism).sigma());
    return "%s, at most %s an answer, and %s however often one capture is asked about"
        .formatted(what, told(first(), " bits", epsilon(1)), told(endless(), "", endlessEpsilon()));
  }

  private static String told(double bits, String unit, OptionalDouble epsilon) {
    if (!Double.isFinite(bits)) {
      return "anything";
    }
    String stated = String.format(Locale.ROOT, "%.2f%s", bits, unit);
    return epsilon.isPresent() && Double.isFinite(epsilon.getAsDouble())
        ? stated + String.format(Locale.ROOT, " (ε %.2f)", epsilon.getAsDouble())
        : stated;
  }

  private static String alphabet(Quantizer quantizer) {
    String kind = quantizer instanceof Quantizer.Vector ? "codewords" : "levels";
    return quantizer.alphabet() + " " + kind;
  }

  /**
   * Capacity of as many k-ary symmetric channels as there are symbols: log₂ k − h(q) − q log₂(k −
   * 1) each.
   */
  private static double symmetric(Quantizer quantizer, double flip) {
    int k = quantizer.alphabet();
    if (flip == 0) {
      return quantizer.symbols() * log2(k);
    }
    double noise = -flip * log2(flip / (k - 1)) - (1 - flip) * log2(1 - flip);
    return quantizer.symbols() * Math.max(0, log2(k) - noise);
  }

  /** Infinite if nothing is ever replaced. */
  private static double odds(Quantizer quantizer, double flip) {
    return quantizer.symbols() * Math.log((1 - flip) * (quantizer.alphabet() - 1) / flip);
  }

  /** Each coordinate has noise of its own, so that together they tell at most what each does. */
  private double peaks(double sigma) {
    return mechanism.bounds().stream()
        .mapToDouble(Interval::halfWidth)
        .map(half -> peakLimited(half, sigma))
        .sum();
  }

  /**
   * What a value between −A and A tells through Gaussian noise: at most min(log₂(1 + 2A / (σ
   * √(2πe))), ½ log₂(1 + A²/σ²)) (McKellips, "Simple tight bounds on capacity for the peak-limited
   * discrete-time channel", ISIT 2004).
   *
   * @param halfWidth A
   * @param sigma σ, at least 0
   */
  static double peakLimited(double halfWidth, double sigma) {
    double uniform = log2(1 + 2 * halfWidth / (sigma * Math.sqrt(2 * Math.PI * Math.E)));
    double ratio = halfWidth / sigma;
    return Math.min(uniform, log2(1 + ratio * ratio) / 2);
  }

  static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
