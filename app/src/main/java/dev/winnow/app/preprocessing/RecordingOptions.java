package dev.winnow.app.preprocessing;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.MelSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.DataCard;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What goes on in time, sound and readings of sensors, and tables, which are one reading each. */
final class RecordingOptions {
  /** Of a table's rows, which no time passes in. */
  private static final double NO_RATE = 1;

  @Option(
      names = "--sample-rate",
      paramLabel = "HERTZ",
      description =
          "Of sound, or of series with their --channels: values a second (default: what the"
              + " network, or else --data, states).")
  private Optional<Double> rate = Optional.empty();

  @Option(
      names = "--mel",
      paramLabel = "NAME=VALUE,...",
      description =
          "Of sound: the log-mel spectrogram that the network takes, such as"
              + " bands=40,window=25ms,hop=10ms,low=20,high=8000,scale=htk; also fft, power,"
              + " center, norm, log, floor and range (default: what the network states).")
  private Optional<String> mel = Optional.empty();

  @Option(
      names = "--channels",
      split = ",",
      paramLabel = "NAME",
      description =
          "Of series and tables: the columns of a CSV file in the order of the network's input"
              + " (default: what the network, or else --data, states).")
  private List<String> channels = List.of();

  @Option(
      names = "--longest-gap",
      paramLabel = "VALUES",
      description =
          "Of series: how many values in a row may be missing and are interpolated; no window"
              + " crosses a longer gap (default: what the network states, or else 10).")
  private Optional<Integer> longestGap = Optional.empty();

  @Option(
      names = "--recorded-rate",
      paramLabel = "HERTZ",
      description =
          "Of series without a column of times: how many rows a second they have (default: what the"
              + " network, or else --data, states).")
  private Optional<Double> recorded = Optional.empty();

  /**
   * What the options say the captures are; empty if they say nothing.
   *
   * @param known what else says so
   */
  Optional<InputSpec.Kind> kind(Optional<InputSpec.Kind> known) {
    if (!channels.isEmpty() || longestGap.isPresent() || recorded.isPresent()) {
      return Optional.of(InputSpec.Kind.SERIES);
    }
    if (mel.isPresent()) {
      return Optional.of(InputSpec.Kind.AUDIO);
    }
    return rate.map(
        given -> known.filter(InputSpec.Kind.SERIES::equals).orElse(InputSpec.Kind.AUDIO));
  }

  /** Refuses a network that is said to take something else. */
  void requireKind(InputSpec.Kind network) {
    kind(Optional.of(network))
        .filter(kind -> kind != network)
        .ifPresent(
            kind -> {
              String audio = mel.isPresent() ? "--mel" : "--sample-rate";
              String option = kind == InputSpec.Kind.SERIES ? "--channels" : audio;
              throw UnsuitableModalityException.of(option + " takes", kind, "the network", network);
            });
  }

  /**
   * How sound becomes a network's input.
   *
   * @param scaling of one channel
   * @throws UnknownPreprocessingException if the input is no sound, or nothing says its rate
   * @throws IllegalArgumentException if the options contradict each other or the input
   */
  AudioSpec audio(
      InputAxes input, Optional<AudioSpec> said, Optional<DataCard> set, Normalization scaling) {
    if (!input.isRow() && mel.isEmpty() && said.flatMap(AudioSpec::mel).isEmpty()) {
      throw UnknownPreprocessingException.noSound(input);
    }
    double hertz =
        rate.or(() -> said.map(spec -> (double) spec.rate()))
            .or(() -> set.flatMap(DataCard::sampleRate))
            .orElseThrow(() -> UnknownPreprocessingException.noRate(input));
    if (hertz != Math.rint(hertz)) {
      throw new IllegalArgumentException(
          "--sample-rate is %s and must be a whole number for sound".formatted(hertz));
    }
    if (scaling.mean().size() != 1) {
      throw new IllegalArgumentException("sound has one channel; give --mean and --scale a number");
    }
    Optional<MelSpec> form =
        mel.map(text -> MelSpec.parse(text, (int) hertz)).or(() -> said.flatMap(AudioSpec::mel));
    int samples =
        form.isEmpty()
            ? input.shape().size()
            : said.filter(spec -> spec.mel().equals(form))
                .map(AudioSpec::samples)
                .orElseGet(() -> samples(input, form.get()));
    return new AudioSpec((int) hertz, samples, form, scaling.mean().get(0), scaling.scale().get(0));
  }

  /** As many samples as the frames of the input are made of. */
  private static int samples(InputAxes input, MelSpec form) {
    int bands = form.bands().count();
    return form.stft()
        .samples(
            input
                .frames(bands)
                .orElseThrow(() -> UnknownPreprocessingException.otherBands(input, bands)));
  }

  /**
   * The channels of a network's input.
   *
   * @throws UnknownPreprocessingException if nothing names them
   */
  List<String> channels(InputAxes input, Optional<SeriesSpec> said, Optional<DataCard> set) {
    return Optional.of(channels)
        .filter(names -> !names.isEmpty())
        .or(() -> said.map(SeriesSpec::channels))
        .or(() -> set.map(DataCard::channels).filter(names -> !names.isEmpty()))
        .orElseThrow(() -> UnknownPreprocessingException.noChannels(input));
  }

  /**
   * How readings become a network's input.
   *
   * @param names of the channels
   * @throws UnknownPreprocessingException if the input has not so many channels, or nothing says
   *     the rate of more than one value
   */
  SeriesSpec series(
      InputAxes input,
      List<String> names,
      Optional<SeriesSpec> said,
      Optional<DataCard> set,
      Normalization scaling) {
    int length =
        input
            .length(names.size())
            .orElseThrow(() -> UnknownPreprocessingException.otherChannels(input, names));
    double hertz =
        rate.or(() -> said.map(SeriesSpec::rate))
            .or(() -> set.flatMap(DataCard::sampleRate))
            .or(() -> Optional.of(NO_RATE).filter(any -> length == 1))
            .orElseThrow(() -> UnknownPreprocessingException.noRate(input));
    int gap = longestGap.or(() -> said.map(SeriesSpec::longestGap)).orElse(SeriesSpec.DEFAULT_GAP);
    Optional<Double> rows =
        recorded
            .or(() -> said.flatMap(SeriesSpec::recorded))
            .or(() -> set.flatMap(DataCard::sampleRate));
    return new SeriesSpec(names, hertz, length, scaling, gap, rows);
  }
}
