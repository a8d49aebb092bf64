package dev.winnow.series;

import dev.winnow.core.InputSpec;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.Augmentation;
import dev.winnow.data.CaptureFeature;
import dev.winnow.data.CaptureId;
import dev.winnow.data.CapturePerturbation;
import dev.winnow.data.FileKind;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.LabelledSpan;
import dev.winnow.data.Modality;
import dev.winnow.data.ReconstructionForm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Readings of sensors in CSV files. */
public final class SeriesModality implements Modality {
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

  /** Readings as they are, and how strong each of their frequencies is. */
  @Override
  public List<CaptureFeature> rawFeatures(InputSpec spec) {
    SeriesSpec series = series("an attacker on series takes", spec);
    return List.of(
        CaptureFeature.WHOLE,
        SeriesReconstruction.spectrum(series.channels().size(), series.length()));
  }

  @Override
  public Optional<ReconstructionForm> reconstruction(InputSpec spec) {
    return Optional.of(
        new SeriesReconstruction(series("an attacker who makes series takes", spec)));
  }

  @Override
  public CapturePerturbation perturbation(InputSpec spec, long seed) {
    return new SeriesPerturbation(series("altering copies of series takes", spec), seed);
  }

  /** Windows turned, moved, scaled or made noisy, see {@link SeriesAugmentation}. */
  @Override
  public Augmentation augmentation(InputSpec spec, Map<String, Double> strengths) {
    return SeriesAugmentation.of(series("who varies series takes", spec), strengths);
  }

  @Override
  public List<LabelledSpan> spans(
      CaptureId id, byte[] bytes, Optional<String> column, Optional<Double> rate) {
    return SeriesFile.parse(id, bytes, column.stream().toList(), rate).spans(column, rate);
  }

  private SeriesSpec series(String who, InputSpec spec) {
    if (spec instanceof SeriesSpec series) {
      return series;
    }
    throw UnsuitableModalityException.of(who, kind(), "the network", spec.modality());
  }
}
