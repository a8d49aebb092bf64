package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * k-ary randomised response (Warner 1965; Kairouz, Bonawitz and Ramage 2016, "Discrete Distribution
 * Estimation under Local Privacy", section 3): each value is rounded to the nearest of k levels,
 * evenly spaced from one bound to the other, and with a small probability replaced by one of the
 * others, all alike. Only levels leave a node, so that an answer can be one of k^values and no
 * more.
 *
 * @param bounds of each value: its lowest and its highest level
 * @param levels k, 2 to 256
 * @param permanentFlip how probably a level is replaced once for a capture, from 0 to below (k −
 *     1)/k, where nothing of it would be left
 * @param freshFlip the same once more for every report
 */
public record RandomizedResponse(
    List<Interval> bounds, int levels, double permanentFlip, double freshFlip)
    implements Mechanism {
  /** Levels of a value, at most. */
  public static final int MOST_LEVELS = 256;

  static final String WORD = "randomized-response";

  /**
   * @throws IllegalArgumentException if there are no bounds, or a number is out of its range, or
   *     nothing is ever replaced
   */
  public RandomizedResponse {
    bounds = List.copyOf(bounds);
    require(!bounds.isEmpty(), "randomised response needs the bounds of each value");
    require(
        levels >= 2 && levels <= MOST_LEVELS,
        "there must be 2 to %d levels, not %d".formatted(MOST_LEVELS, levels));
    requireFlip("permanent", permanentFlip, levels);
    requireFlip("fresh", freshFlip, levels);
    require(
        permanentFlip + freshFlip > 0, "a level that is never replaced is not randomised at all");
  }

  @Override
  public String word() {
    return WORD;
  }

  /** How probably a level is another one after both layers: one answer's probability of a flip. */
  public double flip() {
    // Replaced by both, it may have come back.
    return permanentFlip * (1 - freshFlip)
        + freshFlip * (1 - permanentFlip)
        + permanentFlip * freshFlip * (levels - 2) / (levels - 1);
  }

  /**
   * How much of a value the mean of many answers about many captures keeps: their mean lies that
   * share of the way from the middle of the bounds to the value. Dividing by it is the unbiased
   * correction.
   *
   * @return 1 − flip · k/(k − 1), above 0 and below 1
   */
  public double kept() {
    return 1 - flip() * levels / (levels - 1);
  }

  /** The value of a level, counted from 0. */
  public double value(int coordinate, int level) {
    Interval bound = bounds.get(coordinate);
    return bound.low() + (bound.high() - bound.low()) * level / (levels - 1);
  }

  /** The level nearest to a value, after it was clamped; the lowest if the value is no number. */
  public int level(int coordinate, double value) {
    Interval bound = bounds.get(coordinate);
    double share = (bound.clamp(value) - bound.low()) / (bound.high() - bound.low());
    return (int) Math.rint(share * (levels - 1));
  }

  @Override
  public ObjectNode toJson() {
    return Mechanism.json(this)
        .put("levels", levels)
        .put("permanent-flip", permanentFlip)
        .put("fresh-flip", freshFlip);
  }

  private static void requireFlip(String which, double flip, int levels) {
    // Said so that a NaN is refused too.
    require(
        flip >= 0 && flip < (levels - 1.0) / levels,
        "the %s flip must be from 0 to below %.3g, not %s"
            .formatted(which, (levels - 1.0) / levels, flip));
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
