package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Gaussian noise on each value of a clamped feature, independent of all others.
 *
 * @param bounds of each value, to which it is clamped before the noise
 * @param permanentSigma standard deviation of the noise that is drawn once for a capture, in units
 *     of the feature, 0 for none
 * @param freshSigma standard deviation of the noise that is drawn anew for every report, 0 for none
 */
public record GaussianNoise(List<Interval> bounds, double permanentSigma, double freshSigma)
    implements Mechanism {
  static final String WORD = "gaussian";

  /**
   * How many standard deviations a bound may lie from 0. Sums in double precision then still
   * resolve the noise to a thousandth of its deviation, so that rounding cannot swallow it.
   */
  private static final double FARTHEST = 0x1p40;

  /**
   * @throws IllegalArgumentException if there are no bounds, a deviation is negative or not finite,
   *     both are 0, or a bound is so large that the noise would be lost beside it
   */
  public GaussianNoise {
    bounds = List.copyOf(bounds);
    require(!bounds.isEmpty(), "Gaussian noise needs the bounds of each value");
    requireDeviation("permanent", permanentSigma);
    requireDeviation("fresh", freshSigma);
    double sigma = Math.hypot(permanentSigma, freshSigma);
    require(sigma > 0, "noise of no deviation is none");
    require(
        bounds.stream()
            .allMatch(b -> Math.max(Math.abs(b.low()), Math.abs(b.high())) <= FARTHEST * sigma),
        "the bounds lie so far out that noise of the deviation %s is lost beside them"
            .formatted(sigma));
  }

  @Override
  public String word() {
    return WORD;
  }

  /** The standard deviation of the noise in one answer, of both layers together. */
  public double sigma() {
    return sigma(1);
  }

  /**
   * The standard deviation of what is left of the noise in the mean of several answers about one
   * capture.
   *
   * @param answers at least 1
   */
  public double sigma(int answers) {
    require(answers >= 1, "at least 1 answer is needed, not " + answers);
    return Math.hypot(permanentSigma, freshSigma / Math.sqrt(answers));
  }

  @Override
  public ObjectNode toJson() {
    return Mechanism.json(this)
        .put("permanent-sigma", permanentSigma)
        .put("fresh-sigma", freshSigma);
  }

  private static void requireDeviation(String which, double sigma) {
    require(
        Double.isFinite(sigma) && sigma >= 0,
        "the %s deviation must be 0 or more, not %s".formatted(which, sigma));
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
