package dev.winnow.attack.statistics;

import dev.winnow.core.Estimate;

/** The score interval of a share (Wilson 1927, "Probable Inference, the Law of Succession"). */
public final class WilsonInterval {
  private static final double QUANTILE = 1.96;

  private WilsonInterval() {}

  /**
   * A share of independent cases with its 95 % interval, which is wide where there are few, even if
   * all of them went alike.
   *
   * @param share from 0 to 1
   * @param count of cases, at least 1
   */
  public static Estimate of(double share, int count) {
    double square = QUANTILE * QUANTILE;
    double middle = (share + square / (2 * count)) / (1 + square / count);
    double half =
        QUANTILE
            * Math.sqrt(share * (1 - share) / count + square / (4.0 * count * count))
            / (1 + square / count);
    return new Estimate(
        share,
        Math.max(0, Math.min(share, middle - half)),
        Math.min(1, Math.max(share, middle + half)));
  }
}
