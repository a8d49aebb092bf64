package dev.winnow.voice.dsp;

import dev.winnow.audio.Resampler;

/**
 * Brings sound to another rate while it comes, as a {@link Resampler} brings a whole recording. It
 * may go on for ever. Between equal rates sound stays as it is.
 */
public final class StreamResampler {
  /** Numbers of samples begin anew before they become larger than this. */
  private static final int MOST = 1 << 28;

  private final Resampler resampler;
  private final boolean same;
  private final int from;
  private final int to;
  private final int most;
  private final SlidingSamples input;
  private int given;

  private StreamResampler(int from, int to, int most) {
    int divisor = greatestCommonDivisor(from, to);
    this.resampler = Resampler.of(from, to);
    this.same = from == to;
    this.from = from / divisor;
    this.to = to / divisor;
    this.most = most;
    this.input = new SlidingSamples(from);
  }

  /**
   * A resampler.
   *
   * @param from in samples per second, at least 1
   * @param to in samples per second, at least 1
   */
  public static StreamResampler of(int from, int to) {
    return of(from, to, MOST);
  }

  /**
   * One that numbers samples anew sooner.
   *
   * @param most number of a sample
   */
  static StreamResampler of(int from, int to, int most) {
    return new StreamResampler(from, to, most);
  }

  /** Takes what came next, and gives what is ready at the new rate. */
  public double[] push(double[] samples) {
    if (same) {
      return samples;
    }
    input.append(samples);
    long ready = (long) (input.frames() - resampler.reach() - 1) * to / from;
    double[] made = until((int) Math.max(given, ready));
    restart();
    return made;
  }

  /** What is left, once nothing more comes. */
  public double[] finish() {
    return same ? new double[0] : until(Math.max(given, resampler.frames(input.frames())));
  }

  private double[] until(int end) {
    double[] made = resampler.resample(input, given, end - given);
    given = end;
    input.dropBefore((int) ((long) given * from / to) - resampler.reach());
    return made;
  }

  /** By whole periods of both rates, after which everything is as before. */
  private void restart() {
    if (Math.max(given, input.frames()) > most) {
      // What the next sample reaches back to keeps a number of 0 or more.
      int periods = Math.max(0, given / to - 2 * (resampler.reach() / from + 1) - 1);
      given -= periods * to;
      input.renumber(periods * from);
    }
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
