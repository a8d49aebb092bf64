package dev.winnow.series;

import dev.winnow.core.InputSpec;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.CaptureId;
import dev.winnow.data.CapturePerturbation;
import dev.winnow.data.DataSet;
import dev.winnow.data.FileKind;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.LabelledSpan;
import dev.winnow.data.Modality;
import dev.winnow.data.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Readings of sensors in CSV files. */
public final class SeriesModality implements Modality {
  private static final CaptureId UNNAMED = CaptureId.ofFile("a series");

  @Override
  public InputSpec.Kind kind() {
    return InputSpec.Kind.SERIES;
  }

  @Override
  public FileKind kindOf(String name, byte[] head) {
    return name.toLowerCase(Locale.ROOT).endsWith(".csv") ? FileKind.CAPTURE : FileKind.OTHER;
  }

  @Override
  public InputPreprocessor preprocessor(InputSpec spec) {
    return SeriesPreprocessor.of(series("a reader of series takes", spec));
  }

  @Override
  public CapturePerturbation perturbation(InputSpec spec, long seed) {
    return new SeriesPerturbation(series("altering copies of series takes", spec), seed);
  }

  /** The spec with the mean and scale of each channel of the training samples. */
  @Override
  public InputSpec fitted(InputSpec spec, DataSet set, List<Sample> training, int threads) {
    SeriesSpec series = series("standardising channels takes", spec);
    return Standardization.of(set, training, series, threads);
  }

  @Override
  public List<LabelledSpan> spans(
      CaptureId id, byte[] bytes, Optional<String> column, Optional<Double> rate) {
    return SeriesFile.parse(id, bytes, column.stream().toList(), rate).spans(column, rate);
  }

  /**
   * How long a series lasts: from its first reading to a step behind its last one.
   *
   * @param bytes of the whole capture, with a column of times
   * @return in seconds; 0 of a single reading
   * @throws dev.winnow.data.UnreadableCaptureException if the bytes are no such series
   */
  public double seconds(byte[] bytes) {
    return seconds(bytes, Optional.empty());
  }

  /**
   * The same of a series that may have no column of times.
   *
   * @param recorded rows per second of such a series, if that is known
   * @throws dev.winnow.data.UnreadableCaptureException if the bytes are no such series
   */
  public double seconds(byte[] bytes, Optional<Double> recorded) {
    return SeriesFile.parse(UNNAMED, bytes, List.of(), recorded).seconds();
  }

  private SeriesSpec series(String who, InputSpec spec) {
    if (spec instanceof SeriesSpec series) {
      return series;
    }
    throw UnsuitableModalityException.of(who, kind(), "the network", spec.modality());
  }
}
