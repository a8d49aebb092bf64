package dev.winnow.voice.dsp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much the pitches of several versions of the same recordings differ.
 *
 * <p>A version may say everything some milliseconds later than another, as waveform-similarity
 * methods do, which go on with the window before as long as they can; while a voice glides, that
 * looks like another pitch. So of each two versions the one delay, for all recordings, is taken out
 * by which they differ least.
 */
final class PitchDifferences {
  /** 20 ms. */
  private static final int LATEST = Voices.RATE / 50 / PeriodTrack.HOP;

  /** A recording counts from so many frames on that are sure in both versions: 50 ms. */
  private static final int FEWEST = 25;

  /** One octave taken wrongly must not decide about the delay. */
  private static final double MOST_CENTS = 100;

  private final List<List<PeriodTrack>> recordings = new ArrayList<>();

  /** Takes one more recording: a track of each version, in the same order. */
  void add(List<PeriodTrack> versions) {
    recordings.add(List.copyOf(versions));
  }

  /** By how many milliseconds the second version says the same later than the first. */
  int later(int first, int second) {
    return 1_000 * PeriodTrack.HOP * delay(first, second) / Voices.RATE;
  }

  /** Of each recording, the median difference in cents, without its sign; sorted. */
  double[] cents(int first, int second) {
    int delay = delay(first, second);
    return recordings.stream()
        .map(versions -> versions.get(first).cents(versions.get(second), delay))
        .filter(cents -> cents.length >= FEWEST)
        .mapToDouble(cents -> Math.abs(cents[cents.length / 2]))
        .sorted()
        .toArray();
  }

  private int delay(int first, int second) {
    int best = 0;
    // In the order of their length: of equal ones the shortest.
    for (int most = 1; most <= LATEST; most++) {
      for (int delay : new int[] {most, -most}) {
        best = mean(first, second, delay) < mean(first, second, best) ? delay : best;
      }
    }
    return best;
  }

  private double mean(int first, int second, int delay) {
    return recordings.stream()
        .flatMapToDouble(
            versions -> Arrays.stream(versions.get(first).cents(versions.get(second), delay)))
        .map(cents -> Math.min(MOST_CENTS, Math.abs(cents)))
        .average()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
