package dev.winnow.voice.dsp;

import dev.winnow.audio.Recording;
import dev.winnow.audio.RecordingReader;
import dev.winnow.audio.Resampler;
import dev.winnow.data.DamagedCaptureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Our pitch shift beside those of Rubber Band and SoX, on recordings at 16 kHz with a quarter of a
 * second of silence on both sides: {@code PitchComparison FOLDER COUNT SEMITONES}.
 */
final class PitchComparison {
  /** What is compared: the input's own pitch, moved as asked, and what the three make. */
  enum Pair {
    ASKED_OURS(0, 1),
    ASKED_RUBBER_BAND(0, 2),
    ASKED_SOX(0, 3),
    OURS_RUBBER_BAND(1, 2),
    OURS_SOX(1, 3),
    RUBBER_BAND_SOX(2, 3);

    private final int first;
    private final int second;

    Pair(int first, int second) {
      this.first = first;
      this.second = second;
    }

    String word() {
      return NAMES.get(first) + ", " + NAMES.get(second);
    }
  }

  private static final List<String> NAMES = List.of("asked", "ours", "rubberband", "sox");

  private final double semitones;
  private final PitchDifferences pitch = new PitchDifferences();
  private final Map<Pair, List<Double>> distances = new EnumMap<>(Pair.class);
  private final StepCounts steps;

  PitchComparison(double semitones) {
    this.semitones = semitones;
    this.steps = new StepCounts(PitchShift.factor(semitones), NAMES.subList(1, NAMES.size()));
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
    List<PeriodTrack> tracks = new ArrayList<>();
    tracks.add(PeriodTrack.of(sound).higherBy(PitchShift.factor(semitones)));
    made.forEach(each -> tracks.add(PeriodTrack.of(each)));
    pitch.add(tracks);
    for (Pair pair : Pair.values()) {
      if (pair.first > 0) {
        distances
            .computeIfAbsent(pair, p -> new ArrayList<>())
            .add(SpectralDistance.of(made.get(pair.first - 1), made.get(pair.second - 1)));
      }
    }
    steps.add(sound, made);
    return Optional.empty();
  }

  /** The median over the recordings of how much two differ in pitch, in cents. */
  double cents(Pair pair) {
    return quantile(pitch.cents(pair.first, pair.second), 0.5);
  }

  /** The median of the log-spectral distance of what two make, in decibels. */
  double decibels(Pair pair) {
    return quantile(sorted(pair), 0.5);
  }

  StepCounts steps() {
    return steps;
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "%.2f semitones", semitones));
    for (Pair pair : Pair.values()) {
      double[] cents = pitch.cents(pair.first, pair.second);
      lines.add(
          String.format(
              Locale.ROOT,
              "%s: pitch %.1f cents (95 %%: %.1f; %d recordings, the second %d ms later)",
              pair.word(),
              quantile(cents, 0.5),
              quantile(cents, 0.95),
              cents.length,
              pitch.later(pair.first, pair.second)));
      if (distances.containsKey(pair)) {
        lines.add(
            String.format(
                Locale.ROOT,
                "  spectrum %.1f dB (95 %%: %.1f; %d recordings)",
                decibels(pair),
                quantile(sorted(pair), 0.95),
                sorted(pair).length));
      }
    }
    lines.add(steps.text());
    return String.join(System.lineSeparator(), lines);
  }

  private double[] sorted(Pair pair) {
    return distances.getOrDefault(pair, List.of()).stream()
        .mapToDouble(Double::doubleValue)
        .sorted()
        .toArray();
  }

  private static double quantile(double[] sorted, double share) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))];
  }
}
