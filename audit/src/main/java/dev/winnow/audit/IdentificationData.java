package dev.winnow.audit;

import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.data.Sample;
import dev.winnow.privacy.ClosedSetProtocol;
import java.util.List;

/**
 * A line-up of people whose captures can be read.
 *
 * @param images of its samples, prepared, in its order
 */
public record IdentificationData(ClosedSetProtocol protocol, FeatureTable images) {
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
  public static IdentificationData of(
      PreparedSamples captures, List<Sample> test, String sensitive, long seed, Progress progress) {
    ClosedSetProtocol asked = split(test, sensitive, seed);
    Shape image = captures.preprocessor().preprocessing().shape();
    FeatureTable readable = captures.rows(asked.samples(), image, inputs -> inputs, progress);
    ClosedSetProtocol protocol = split(readable.samples(), sensitive, seed);
    return new IdentificationData(protocol, readable.of(protocol.samples()));
  }

  /** Splits captures into known and unknown ones, as {@link #of} does. */
  static ClosedSetProtocol split(List<Sample> samples, String sensitive, long seed) {
    return ClosedSetProtocol.of(samples, sensitive, FEWEST, MOST, seed);
  }
}
