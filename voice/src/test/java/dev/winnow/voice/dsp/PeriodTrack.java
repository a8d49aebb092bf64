package dev.winnow.voice.dsp;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The periods of a voice along a sound of {@link Voices#RATE}, in samples, every 2 ms; no number
 * where it is not clearly voiced. A period is the lag of the first high peak of the normalised
 * autocorrelation of 40 ms.
 */
final class PeriodTrack {
  /** In samples. */
  static final int HOP = Voices.RATE / 500;

  private static final int LENGTH = Voices.RATE / 25;
  private static final int LONGEST = Voices.RATE / 60;
  private static final int SHORTEST = Voices.RATE / 400;
  private static final double CLEARLY = 0.9;

  /** 10 ms on both sides. */
  private static final int NEIGHBOURS = 5;

  /** So much a voice may glide from a sure frame to its neighbours. */
  private static final double MOST_GLIDE = 100;

  /** Frames more than a third apart are an octave of one of both taken wrongly. */
  private static final double MOST_CENTS = 400;

  private final double[] periods;

  /**
   * @param periods one for each frame
   */
  PeriodTrack(double... periods) {
    this.periods = periods.clone();
  }

  /** Tracks a sound. */
  static PeriodTrack of(double[] sound) {
    int frames = Math.max(0, (sound.length - LENGTH - LONGEST) / HOP);
    double[] periods = new double[frames];
    Arrays.setAll(periods, frame -> period(sound, frame * HOP));
    return new PeriodTrack(periods);
  }

  /** The track of the same voice, higher by a factor. */
  PeriodTrack higherBy(double factor) {
    return new PeriodTrack(Arrays.stream(periods).map(period -> period / factor).toArray());
  }

  /**
   * By how many cents the pitch lies above another's, in the frames in which both are sure; sorted.
   *
   * @param later by how many frames the other says the same later
   */
  double[] cents(PeriodTrack other, int later) {
    return IntStream.range(0, periods.length)
        .filter(frame -> isSure(frame) && other.isSure(frame + later))
        .mapToDouble(frame -> Voices.cents(other.periods[frame + later], periods[frame]))
        .filter(difference -> Math.abs(difference) <= MOST_CENTS)
        .sorted()
        .toArray();
  }

  /**
   * Whether a frame is voiced, and all frames around it are, at nearly its pitch: not at the
   * beginning or the end of a voice, nor where it creaks or an octave is taken wrongly.
   */
  boolean isSure(int frame) {
    if (frame < NEIGHBOURS || frame + NEIGHBOURS >= periods.length) {
      return false;
    }
    double period = periods[frame];
    return IntStream.rangeClosed(frame - NEIGHBOURS, frame + NEIGHBOURS)
        .allMatch(near -> Math.abs(Voices.cents(periods[near], period)) < MOST_GLIDE);
  }

  private static double period(double[] sound, int from) {
    double[] likeness = new double[LONGEST + 1];
    double energy = DotProduct.of(sound, from, sound, from, LENGTH);
    double most = 0;
    for (int lag = SHORTEST - 1; lag <= LONGEST; lag++) {
      double product = DotProduct.of(sound, from, sound, from + lag, LENGTH);
      double later = DotProduct.of(sound, from + lag, sound, from + lag, LENGTH);
      likeness[lag] = product / Math.sqrt(energy * later + 1e-9);
      most = Math.max(most, likeness[lag]);
    }
    for (int lag = SHORTEST; lag < LONGEST && most > CLEARLY; lag++) {
      double left = likeness[lag - 1];
      double peak = likeness[lag];
      double right = likeness[lag + 1];
      if (peak > 0.95 * most && peak >= left && peak >= right) {
        return lag + 0.5 * (left - right) / (left - 2 * peak + right - 1e-12);
      }
    }
    return Double.NaN;
  }
}
