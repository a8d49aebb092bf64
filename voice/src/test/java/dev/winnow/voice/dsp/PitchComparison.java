package dev.winnow.voice.dsp;

import dev.winnow.audio.Recording;
import dev.winnow.audio.RecordingReader;
import dev.winnow.audio.Resampler;
import dev.winnow.data.DamagedCaptureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Our pitch shift beside those of Rubber Band and SoX, on recordings at 16 kHz with a quarter of a
 * second of silence on both sides: {@code PitchComparison FOLDER COUNT SEMITONES}.
 */
final class PitchComparison {
  private static final List<String> NAMES = List.of("ours", "rubberband", "sox");
  private static final int BLOCK = Voices.RATE / 50;

  private final double semitones;
  private final List<List<SoundDifference>> differences =
      List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  private final long[] above = new long[NAMES.size()];
  private long aboveAtBorders;
  private long steps;
  private long borders;

  PitchComparison(double semitones) {
    this.semitones = semitones;
  }

  /** Prints it. */
  public static void main(String[] args)
      throws IOException, InterruptedException, DamagedCaptureException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of(args[0]))) {
      files = all.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
    }
    int count = Integer.parseInt(args[1]);
    PitchComparison comparison = new PitchComparison(Double.parseDouble(args[2]));
    for (int i = 0; i < count; i++) {
      Path file = files.get((int) ((long) i * files.size() / count));
      Recording recording = new RecordingReader().read(Files.readAllBytes(file));
      Optional<String> missing = comparison.add(padded(recording));
      if (missing.isPresent()) {
        System.out.println(missing.get() + " is not installed");
        return;
      }
    }
    System.out.println(comparison.text());
  }

  private static double[] padded(Recording recording) {
    Resampler resampler = Resampler.of(recording.rate(), Voices.RATE);
    int silence = Voices.RATE / 4;
    int frames = resampler.frames(recording.frames());
    double[] sound = new double[frames + 2 * silence];
    System.arraycopy(resampler.resample(recording, 0, frames), 0, sound, silence, frames);
    return sound;
  }

  /** Compares one more sound; gives the name of a program that is not installed. */
  Optional<String> add(double[] sound) throws InterruptedException {
    List<double[]> made = new ArrayList<>();
    made.add(PitchShift.of(semitones, Voices.RATE).all(sound));
    for (SoundTool tool : List.of(SoundTool.rubberBand(semitones), SoundTool.sox(semitones))) {
      Optional<double[]> theirs = tool.of(sound);
      if (theirs.isEmpty()) {
        return Optional.of(tool.name());
      }
      made.add(theirs.get());
    }
    for (int pair = 0; pair < NAMES.size(); pair++) {
      differences
          .get(pair)
          .add(SoundDifference.between(made.get(first(pair)), made.get(second(pair))));
    }
    countSteps(sound, made);
    return Optional.empty();
  }

  /** Ours and each of theirs, then theirs. */
  private static int first(int pair) {
    return pair == 2 ? 1 : 0;
  }

  private static int second(int pair) {
    return pair == 0 ? 1 : 2;
  }

  private void countSteps(double[] sound, List<double[]> made) {
    double[] sorted = steps(sound);
    Arrays.sort(sorted);
    double usual = sorted[(int) (0.999 * sorted.length)];
    for (int i = 0; i < made.size(); i++) {
      above[i] += Arrays.stream(steps(made.get(i))).filter(step -> step > usual).count();
    }
    double[] ours = steps(made.get(0));
    steps += ours.length;
    for (int border = BLOCK - 1; border < ours.length; border += BLOCK) {
      borders++;
      aboveAtBorders += ours[border] > usual ? 1 : 0;
    }
  }

  private static double[] steps(double[] sound) {
    double[] steps = new double[sound.length - 1];
    Arrays.setAll(steps, n -> Math.abs(sound[n + 1] - sound[n]));
    return steps;
  }

  /** The median over the recordings of how much two of the three differ in pitch, in cents. */
  double cents(int pair) {
    return quantile(pair, difference -> Math.abs(difference.cents()), 0.5);
  }

  /** The median of their log-spectral distance, in decibels. */
  double decibels(int pair) {
    return quantile(pair, SoundDifference::decibels, 0.5);
  }

  /** Of the steps of one of the three, those above the 99.9th percentile of the input's. */
  double shareAbove(int which) {
    return (double) above[which] / steps;
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("%d recordings, %s semitones".formatted(differences.get(0).size(), round(semitones)));
    for (int pair = 0; pair < NAMES.size(); pair++) {
      lines.add(
          "%s, %s: pitch %s cents (95 %%: %s; of %d voiced), spectrum %s dB (95 %%: %s)"
              .formatted(
                  NAMES.get(first(pair)),
                  NAMES.get(second(pair)),
                  round(cents(pair)),
                  round(quantile(pair, difference -> Math.abs(difference.cents()), 0.95)),
                  differences.get(pair).stream()
                      .filter(each -> !Double.isNaN(each.cents()))
                      .count(),
                  round(decibels(pair)),
                  round(quantile(pair, SoundDifference::decibels, 0.95))));
    }
    for (int i = 0; i < NAMES.size(); i++) {
      lines.add(
          "%s: %s of 1,000 steps above the input's 99.9th percentile"
              .formatted(NAMES.get(i), round(1e3 * shareAbove(i))));
    }
    lines.add("ours at ends of 20 ms: %d of %d".formatted(aboveAtBorders, borders));
    return String.join(System.lineSeparator(), lines);
  }

  private static String round(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  private double quantile(int pair, ToDoubleFunction<SoundDifference> value, double share) {
    double[] sorted =
        differences.get(pair).stream()
            .mapToDouble(value)
            .filter(each -> !Double.isNaN(each))
            .sorted()
            .toArray();
    return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))];
  }
}
