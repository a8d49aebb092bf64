package dev.winnow.data;

import java.util.List;
import java.util.Optional;

/**
 * How many captures may turn out broken before a run has failed. A run of which no capture at all
 * can be read has failed whatever the limit.
 *
 * @param share of the captures, from 0 to 1
 * @param count of captures, at least 0
 */
public record BrokenLimit(double share, long count) {
  /** One in a hundred: what is learned or measured on the rest is what was asked. */
  public static final BrokenLimit ONE_PERCENT = new BrokenLimit(0.01, Long.MAX_VALUE);

  /** Any number, for a node that answers what it can. */
  public static final BrokenLimit NONE = new BrokenLimit(1, Long.MAX_VALUE);

  /** Of a share, so many are awaited before a run is given up early. */
  private static final int HOPELESS = 100;

  private static final double ROUNDING = 1e-9;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public BrokenLimit {
    if (!(share >= 0 && share <= 1) || count < 0) {
      throw new IllegalArgumentException(
          "the share of broken captures must be from 0 to 1, and their number 0 or more");
    }
  }

  /**
   * Reads what a user wrote: a share such as {@code 5%}, or a number such as {@code 20}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static BrokenLimit parse(String text) {
    try {
      return text.endsWith("%")
          ? new BrokenLimit(
              Double.parseDouble(text.substring(0, text.length() - 1)) / 100, Long.MAX_VALUE)
          : new BrokenLimit(1, Long.parseLong(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a limit of broken captures is a share such as 5% or a number such as 20, not \""
              + text
              + "\"",
          e);
    }
  }

  /** Whether a run that has met so many is to be given up before its end. */
  boolean isHopeless(long broken, long all) {
    return broken > count || (broken >= HOPELESS && isPassed(broken, all));
  }

  /** Whether a run that is over has failed. */
  boolean isPassed(long broken, long all) {
    return broken > 0
        && (broken > count || broken > Math.floor(share * all + ROUNDING) || broken == all);
  }

  /**
   * What a run that is over has failed of, if it has.
   *
   * @param some of the broken captures, in their order
   * @param broken how many there were
   * @param all captures, the broken ones among them
   */
  public Optional<TooManyBrokenException> verdict(
      List<BatchLoader.Broken> some, long broken, long all) {
    return isPassed(broken, all) ? Optional.of(failure(some, broken, all)) : Optional.empty();
  }

  /** What the run has failed of. */
  TooManyBrokenException failure(List<BatchLoader.Broken> some, long broken, long all) {
    if (broken == all) {
      return new TooManyBrokenException(some, broken, all, Optional.empty());
    }
    String most = broken > count ? String.valueOf(count) : percent();
    return new TooManyBrokenException(some, broken, all, Optional.of(most));
  }

  private String percent() {
    double percent = share * 100;
    return percent == Math.rint(percent) ? (long) percent + " %" : percent + " %";
  }
}
