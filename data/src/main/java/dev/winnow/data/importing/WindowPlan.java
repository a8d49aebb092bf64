package dev.winnow.data.importing;

import java.util.Optional;

/**
 * How long captures are divided into samples.
 *
 * @param seconds that each window lasts, above 0
 * @param overlap share of a window that the next one repeats, from 0 to below 1
 * @param column of the captures themselves that changes along them and labels windows, if there is
 *     one
 * @param majority share of a window, above 0 and at most 1, for which a label must hold; windows
 *     without such a label are left out
 */
public record WindowPlan(double seconds, double overlap, Optional<String> column, double majority) {
  /** A label holds for all of a window. */
  public static final double ALL = 1;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public WindowPlan {
    require(seconds > 0 && Double.isFinite(seconds), "a window must last longer than 0 s");
    require(overlap >= 0 && overlap < 1, "the overlap of windows must be from 0 to below 1");
    require(majority > 0 && majority <= 1, "the majority of a label must be above 0 and at most 1");
  }

  /** This in the place of another, whose column labels windows if this names none. */
  WindowPlan insteadOf(WindowPlan other) {
    return new WindowPlan(seconds, overlap, column.or(other::column), majority);
  }

  /** How long after a window the next one begins, in seconds. */
  double step() {
    return seconds * (1 - overlap);
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
