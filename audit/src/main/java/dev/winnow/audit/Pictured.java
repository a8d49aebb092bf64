package dev.winnow.audit;

import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.data.Sample;
import dev.winnow.privacy.Lineup;
import java.util.List;

/**
 * A line-up of people whose captures can be read.
 *
 * @param pictures of its samples, prepared, in its order
 */
public record Pictured(Lineup lineup, Rows pictures) {
  /** A person needs so many captures, or there is nothing to learn from. */
  private static final int FEWEST = 5;

  private static final int MOST = 60;

  /**
   * Looks at everybody who has captures enough.
   *
   * @param test captures of people that nothing was learned from
   * @param sensitive column of who is on them
   * @throws dev.winnow.privacy.NobodyToNameException if fewer than two people have captures enough
   */
  public static Pictured of(
      Captures captures, List<Sample> test, String sensitive, long seed, Progress progress) {
    Lineup asked = split(test, sensitive, seed);
    Shape picture = captures.preparer().preprocessing().shape();
    Rows readable = captures.rows(asked.samples(), picture, inputs -> inputs, progress);
    Lineup lineup = split(readable.samples(), sensitive, seed);
    return new Pictured(lineup, readable.of(lineup.samples()));
  }

  /** Splits captures into known and unknown ones, as {@link #of} does. */
  static Lineup split(List<Sample> samples, String sensitive, long seed) {
    return Lineup.of(samples, sensitive, FEWEST, MOST, seed);
  }
}
