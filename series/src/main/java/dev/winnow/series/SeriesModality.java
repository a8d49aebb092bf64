package dev.winnow.series;

import dev.winnow.core.InputSpec;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.CaptureFeature;
import dev.winnow.data.FileKind;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.Modality;
import dev.winnow.data.ReconstructionForm;
import java.util.List;
import java.util.Locale;
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
    return SeriesPreprocessor.of(series(spec, "a reader of series takes"));
  }

  /** Readings as they are, and how strong each of their frequencies is. */
  @Override
  public List<CaptureFeature> rawFeatures(InputSpec spec) {
    SeriesSpec series = series(spec, "an attacker on series takes");
    return List.of(
        CaptureFeature.WHOLE,
        SeriesReconstruction.spectrum(series.channels().size(), series.length()));
  }

  @Override
  public Optional<ReconstructionForm> reconstruction(InputSpec spec) {
    return Optional.of(
        new SeriesReconstruction(series(spec, "an attacker who makes series takes")));
  }

  private SeriesSpec series(InputSpec spec, String needs) {
    if (spec instanceof SeriesSpec series) {
      return series;
    }
    throw UnsuitableModalityException.of(needs, kind(), "the network", spec.modality());
  }
}
