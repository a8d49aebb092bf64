package dev.winnow.app;

import dev.winnow.cli.Console;
import dev.winnow.core.AudioSpec;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.MelSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.DataSet;
import dev.winnow.data.InputStatistics;
import dev.winnow.data.Partition;
import dev.winnow.data.TimeWindow;
import dev.winnow.learn.architecture.Architecture;
import dev.winnow.modalities.Modalities;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * What a network takes that is trained from scratch: what its data set states, and the options. Of
 * sound and series the values are scaled by those of the training part.
 */
final class TrainingInput {
  private static final int SIZE = 64;
  private static final int LARGEST = 1024;

  /** Pixels from 0 to 255 become floats from −1 to 1. */
  private static final double MIDDLE = 127.5;

  /** Of sound, in samples per second, if the set does not say so. */
  private static final double SPEECH = 16_000;

  private static final int BANDS = 40;

  @Option(names = "--size", description = "Width and height of images (default: 64).")
  private Optional<Integer> size = Optional.empty();

  @Option(
      names = "--seconds",
      description =
          "How much of sound or series the network takes (default: the longest window of the set;"
              + " of sound without windows 1).")
  private Optional<Double> seconds = Optional.empty();

  @Option(
      names = "--mel",
      paramLabel = "SETTINGS",
      description =
          "Of sound: the log-mel spectrogram that the network takes, such as bands=40,hop=10ms; all"
              + " but cnn1d take one anyway.")
  private Optional<String> mel = Optional.empty();

  /**
   * How the captures of a set are prepared.
   *
   * @param partition of the set, of whose training part sound and series are scaled
   * @param architecture that is trained
   * @throws IllegalArgumentException if a value is out of its range or missing
   */
  InputSpec of(
      DataSet set, Partition partition, Architecture architecture, int threads, Console console) {
    InputSpec.Kind kind = set.card().modality();
    if (mel.isPresent() && kind != InputSpec.Kind.AUDIO) {
      throw UnsuitableModalityException.of(
          "--mel takes", InputSpec.Kind.AUDIO, set.card().name(), kind);
    }
    if (kind == InputSpec.Kind.IMAGE) {
      if (seconds.isPresent()) {
        throw new IllegalArgumentException(
            "--seconds is for sound and series, and images have none");
      }
      return image(set);
    }
    if (size.isPresent()) {
      throw UnsuitableModalityException.of(
          "--size takes", InputSpec.Kind.IMAGE, set.card().name(), kind);
    }
    InputSpec raw = kind == InputSpec.Kind.AUDIO ? sound(set, architecture) : series(set);
    architecture.requireInput(raw.shape());
    InputStatistics statistics =
        new InputStatistics(
            Modalities.of(kind).preprocessor(raw), kind == InputSpec.Kind.AUDIO, threads);
    Normalization found =
        statistics.of(set, partition.train(), console.progress("measuring captures"));
    return scaled(raw, found);
  }

  private ImageSpec image(DataSet set) {
    int side = size.orElse(SIZE);
    if (side < 1 || side > LARGEST) {
      throw new IllegalArgumentException(
          "--size is %d and must be from 1 to %d".formatted(side, LARGEST));
    }
    return set.framed(
        new ImageSpec(
            side,
            side,
            1,
            ImageSpec.Fit.COVER,
            ImageSpec.Colour.RGB,
            Normalization.same(ImageSpec.Colour.RGB.channels(), MIDDLE, MIDDLE)));
  }

  /** Such that what stands for padding, silence, is 0. */
  private AudioSpec sound(DataSet set, Architecture architecture) {
    int rate = (int) Math.round(set.card().sampleRate().orElse(SPEECH));
    int samples = count(length(set).orElse(1.0), rate);
    if (architecture == Architecture.CNN1D && mel.isEmpty()) {
      return AudioSpec.of(rate, samples);
    }
    MelSpec form = mel.map(text -> MelSpec.parse(text, rate)).orElse(MelSpec.of(rate, BANDS));
    return new AudioSpec(rate, samples, Optional.of(form), form.log().log(0), 1);
  }

  private SeriesSpec series(DataSet set) {
    double rate = set.card().sampleRate().orElseThrow(() -> unstated(set, "rate", "--sample-rate"));
    if (set.card().channels().isEmpty()) {
      throw unstated(set, "channels", "--channels");
    }
    double length =
        length(set)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the samples of %s are whole files; say with --seconds how much of them the network takes"
                            .formatted(set.card().name())));
    int channels = set.card().channels().size();
    return new SeriesSpec(
        set.card().channels(), rate, count(length, rate), Normalization.same(channels, 0, 1));
  }

  private Optional<Double> length(DataSet set) {
    return seconds.or(
        () ->
            set.samples().stream()
                .flatMap(sample -> sample.window().stream())
                .map(TrainingInput::seconds)
                .max(Double::compare));
  }

  private static double seconds(TimeWindow window) {
    return window.end() - window.start();
  }

  private static int count(double length, double rate) {
    long values = Math.round(length * rate);
    if (!(length > 0) || values < 1 || values > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "--seconds is %s and must be above 0, and hold a value".formatted(length));
    }
    return (int) values;
  }

  private static InputSpec scaled(InputSpec raw, Normalization found) {
    if (raw instanceof AudioSpec sound) {
      double scale = found.scale().get(0);
      return new AudioSpec(sound.rate(), sound.samples(), sound.mel(), sound.mean(), scale);
    }
    SeriesSpec series = (SeriesSpec) raw;
    return new SeriesSpec(series.channels(), series.rate(), series.length(), found);
  }

  private static IllegalArgumentException unstated(DataSet set, String what, String option) {
    return new IllegalArgumentException(
        "the data set %s does not state its %s; import it anew with %s"
            .formatted(set.card().name(), what, option));
  }
}
