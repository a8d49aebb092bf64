package dev.winnow.series;

import dev.winnow.core.InputSpec;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.FileKind;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.Modality;
import java.util.Locale;

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
    if (spec instanceof SeriesSpec series) {
      return SeriesPreprocessor.of(series);
    }
    throw UnsuitableModalityException.of(
        "a reader of series takes", kind(), "the network", spec.modality());
  }
}
