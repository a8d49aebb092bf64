package dev.winnow.audio;

import java.util.Arrays;

/**
 * Brings recordings from one rate to another by a windowed-sinc filter (a Kaiser window, β =
 * 10.06), one phase of which is computed for each place that a new sample has between two old ones.
 *
 * <p>Of the lower of both rates' Nyquist frequencies, what lies below 90 % keeps its level within
 * 0.001 dB; what lies above it is weakened by at least 100 dB; between them the level falls. The
 * filter reaches over 64 samples of the lower rate to each side, and sound is 0 outside of a
 * recording. It has no delay: a sample at a time stays at that time.
 *
 * <p>Where both rates have so large a ratio in lowest terms that there were more than 1,024 phases,
 * as many are computed and the filter is read between them on straight lines, by which it errs less
 * than 0.000 01 (−100 dB). Between equal rates samples stay as they are.
 *
 * <p>Immutable. Cost: 128 multiplications a sample of the lower rate when rates are raised, and as
 * many for each old sample in its reach when they are lowered.
 */
public final class Resampler {
  private static final double ATTENUATION = 100;
  private static final double PASS = 0.9;
  private static final int MOST_PHASES = 1_024;

  private final int from;
  private final int to;
  private final int reach;
  private final int steps;
  private final double[][] phases;

  private Resampler(int from, int to) {
    this.from = from;
    this.to = to;
    double slower = Math.max(1, (double) from / to);
    double transition = (1 - PASS) / 2 / slower;
    // Kaiser's estimate of the length that such a window needs, Oppenheim and Schafer, (7.76).
    double half = (ATTENUATION - 7.95) / (14.36 * transition) / 2;
    this.reach = (int) Math.ceil(half);
    this.steps = to / greatestCommonDivisor(from, to);
    int count = Math.min(steps, Math.max(8, (int) Math.ceil(MOST_PHASES / slower)));
    this.phases = new double[count + 1][2 * reach];
    double cutoff = (1 + PASS) / 4 / slower;
    for (int phase = 0; phase <= count; phase++) {
      for (int tap = 0; tap < 2 * reach; tap++) {
        double distance = (double) phase / count + reach - 1 - tap;
        phases[phase][tap] = 2 * cutoff * sinc(2 * cutoff * distance) * kaiser(distance / half);
      }
    }
  }

  /**
   * Who brings recordings from one rate to another.
   *
   * @param from in samples per second, at least 1
   * @param to in samples per second, at least 1
   */
  public static Resampler of(int from, int to) {
    return new Resampler(from, to);
  }

  /** The rate of the recordings that are resampled. */
  public int from() {
    return from;
  }

  /** How many old samples to each side of a new one count. */
  public int reach() {
    return reach;
  }

  /** How many samples a recording of so many has at the new rate. */
  public int frames(int old) {
    return (int) Math.min(Integer.MAX_VALUE, ((long) old * to + from - 1) / from);
  }

  /** All of a recording's samples at the new rate. */
  public double[] resample(double[] samples) {
    return resample(Recording.of(from, samples), 0, frames(samples.length));
  }

  /**
   * Some of a recording's samples at the new rate, as if all of it were resampled.
   *
   * @param first the number of the first, at the new rate
   * @param count of samples
   */
  public double[] resample(Recording recording, int first, int count) {
    if (from == to) {
      double[] same = new double[count];
      Arrays.setAll(same, i -> recording.value(first + i));
      return same;
    }
    int start = (int) ((long) first * from / to) - reach + 1;
    int end = (int) ((first + count - 1L) * from / to) + reach + 1;
    double[] old = new double[end - start];
    for (int i = Math.max(0, start); i < Math.min(end, recording.frames()); i++) {
      old[i - start] = recording.value(i);
    }
    double[] made = new double[count];
    for (int i = 0; i < count; i++) {
      long place = (first + (long) i) * from;
      int nearest = (int) (place / to) - reach + 1 - start;
      made[i] = filtered(old, nearest, place % to);
    }
    return made;
  }

  /**
   * @param at the first old sample in the filter's reach
   * @param rest how far behind an old sample the new one is, in parts of {@code to}
   */
  private double filtered(double[] old, int at, long rest) {
    int count = phases.length - 1;
    boolean isExact = count == steps;
    double phase = isExact ? (int) (rest / (to / steps)) : (double) rest * count / to;
    int below = (int) phase;
    double share = phase - below;
    double sum = dot(old, at, phases[below]);
    return share == 0 ? sum : sum + share * (dot(old, at, phases[below + 1]) - sum);
  }

  private static double dot(double[] values, int at, double[] taps) {
    double sum = 0;
    for (int i = 0; i < taps.length; i++) {
      sum += values[at + i] * taps[i];
    }
    return sum;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double place) {
    double beta = 0.1102 * (ATTENUATION - 8.7);
    return Math.abs(place) > 1 ? 0 : KaiserWindow.at(place, beta);
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
