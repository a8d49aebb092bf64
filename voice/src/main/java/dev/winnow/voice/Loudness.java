package dev.winnow.voice;

import java.util.Arrays;
import java.util.List;

/** How loud sound is, as the root of its mean square: 1 is full scale. */
final class Loudness {
  /** −60 dB: what is weaker is silent. */
  static final double SILENCE = 1e-3;

  /** What is kept around what is loud: 50 ms, in frames of 10 ms. */
  private static final int MARGIN = 5;

  private static final double HIGHEST = 0.99;

  private Loudness() {}

  /** The loudness; no number if a sample is none. */
  static double of(double[] samples) {
    double power = 0;
    for (double sample : samples) {
      power += sample * sample;
    }
    return samples.length == 0 ? 0 : Math.sqrt(power / samples.length);
  }

  /** The first frame that is kept, and the one behind the last. */
  static int[] loudFrames(List<Double> levels, double threshold) {
    int first = 0;
    int last = levels.size() - 1;
    while (first < last && levels.get(first) < threshold) {
      first++;
    }
    while (last > first && levels.get(last) < threshold) {
      last--;
    }
    return new int[] {Math.max(0, first - MARGIN), last + 1 + MARGIN};
  }

  /** As loud as they are, unless that is beyond full scale. */
  static double[] withoutClipping(double[] samples) {
    double most = Arrays.stream(samples).map(Math::abs).max().orElse(0);
    return most <= HIGHEST
        ? samples
        : Arrays.stream(samples).map(sample -> sample * HIGHEST / most).toArray();
  }
}
