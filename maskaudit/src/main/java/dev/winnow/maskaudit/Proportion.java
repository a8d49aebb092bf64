package dev.winnow.maskaudit;

import dev.winnow.attack.statistics.ResampledMean;
import dev.winnow.core.Estimate;
import java.util.Arrays;
import java.util.List;

/** A share of faces with its interval. */
final class Proportion {
  private static final double QUANTILE = 1.96;

  private Proportion() {}

  /**
   * The mean of ones and zeros with a 95 % interval that holds two: the percentile interval over
   * scenes that are drawn anew, since the faces of a scene resemble each other; and the score
   * interval of as many independent faces (Wilson 1927), since no draw of scenes in which nothing
   * went wrong says what may go wrong in others.
   *
   * @param scenes of which scene each value is, by any number
   */
  static Estimate of(double[] values, List<Integer> scenes, long seed) {
    Estimate drawn = ResampledMean.of(values, scenes).estimate(seed);
    double mean = Arrays.stream(values).average().orElseThrow();
    Estimate score = wilson(mean, values.length);
    return new Estimate(
        mean, Math.min(drawn.low(), score.low()), Math.max(drawn.high(), score.high()));
  }

  private static Estimate wilson(double share, int count) {
    double square = QUANTILE * QUANTILE;
    double middle = (share + square / (2 * count)) / (1 + square / count);
    double half =
        QUANTILE
            * Math.sqrt(share * (1 - share) / count + square / (4.0 * count * count))
            / (1 + square / count);
    return new Estimate(share, Math.max(0, middle - half), Math.min(1, middle + half));
  }
}
