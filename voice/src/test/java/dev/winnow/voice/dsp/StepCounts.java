package dev.winnow.voice.dsp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How many steps from sample to sample are large: above the 99.9th percentile of the input's own,
 * and above that times the factor of the pitch. What is played faster by a factor has steps larger
 * by as much, whoever does it; a click is what is larger still.
 */
final class StepCounts {
  private static final int BLOCK = Voices.RATE / 50;

  private final double factor;
  private final List<String> names;
  private final long[] above;
  private final long[] aboveFaster;
  private long steps;
  private long borders;
  private long aboveAtBorders;
  private long aboveFasterAtBorders;

  /**
   * @param factor of the pitch
   * @param names of the versions, ours first
   */
  StepCounts(double factor, List<String> names) {
    this.factor = factor;
    this.names = names;
    this.above = new long[names.size()];
    this.aboveFaster = new long[names.size()];
  }

  /** Counts those of one more sound: of its versions, in the order of their names. */
  void add(double[] sound, List<double[]> versions) {
    double[] sorted = steps(sound);
    Arrays.sort(sorted);
    double usual = sorted[(int) (0.999 * sorted.length)];
    for (int i = 0; i < versions.size(); i++) {
      above[i] += above(steps(versions.get(i)), usual);
      aboveFaster[i] += above(steps(versions.get(i)), factor * usual);
    }
    double[] ours = steps(versions.get(0));
    double[] ends = new double[ours.length / BLOCK];
    Arrays.setAll(ends, block -> ours[(block + 1) * BLOCK - 1]);
    steps += ours.length;
    borders += ends.length;
    aboveAtBorders += above(ends, usual);
    aboveFasterAtBorders += above(ends, factor * usual);
  }

  /** Of the steps of a version, those above the 99.9th percentile of the input's. */
  double shareAbove(int version) {
    return (double) above[version] / steps;
  }

  /** Of the steps of a version, those above that percentile times the factor of the pitch. */
  double shareAboveFaster(int version) {
    return (double) aboveFaster[version] / steps;
  }

  String text() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s: of 1,000 steps %.2f above the input's 99.9th percentile, %.2f above %.2f times it",
              names.get(i),
              1e3 * shareAbove(i),
              1e3 * shareAboveFaster(i),
              factor));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "ours at ends of 20 ms: %,d and %,d of %,d",
            aboveAtBorders,
            aboveFasterAtBorders,
            borders));
    return String.join(System.lineSeparator(), lines);
  }

  private static long above(double[] steps, double usual) {
    return Arrays.stream(steps).filter(step -> step > usual).count();
  }

  private static double[] steps(double[] sound) {
    double[] steps = new double[sound.length - 1];
    Arrays.setAll(steps, n -> Math.abs(sound[n + 1] - sound[n]));
    return steps;
  }
}
