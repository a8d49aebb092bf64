package dev.winnow.voice;

import dev.winnow.audio.Resampler;
import dev.winnow.data.DamagedCaptureException;

/** Brings recordings to the rate of what leaves. For one thread. */
final class ReleasedRate {
  /** A filter for more would reach over seconds. */
  private static final int MOST_RATIO = 1_024;

  private final int rate;

  /** Of the last recording; most are of one rate. */
  private Resampler resampler;

  /**
   * @param rate of what leaves, in samples per second
   */
  ReleasedRate(int rate) {
    this.rate = rate;
    this.resampler = Resampler.of(rate, rate);
  }

  /**
   * Who resamples recordings of a rate.
   *
   * @throws DamagedCaptureException if it is out of all proportion to that of what leaves
   */
  Resampler from(int recorded) throws DamagedCaptureException {
    requireInProportion(recorded, rate);
    if (resampler.from() != recorded) {
      resampler = Resampler.of(recorded, rate);
    }
    return resampler;
  }

  /**
   * Refuses what no resampler could bring to the rate of what leaves.
   *
   * @throws DamagedCaptureException if it is so
   */
  static void requireInProportion(int recorded, int rate) throws DamagedCaptureException {
    if (recorded / rate >= MOST_RATIO || rate / recorded >= MOST_RATIO) {
      throw new DamagedCaptureException(
          "it has %,d samples a second, out of all proportion to the %,d that leave"
              .formatted(recorded, rate));
    }
  }
}
