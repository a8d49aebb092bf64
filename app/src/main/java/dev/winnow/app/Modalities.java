package dev.winnow.app;

import dev.winnow.audio.AudioModality;
import dev.winnow.core.InputSpec;
import dev.winnow.data.Modality;
import dev.winnow.image.ImageModality;
import dev.winnow.series.SeriesModality;

/** Who knows which kind of capture. */
final class Modalities {
  private Modalities() {}

  static Modality of(InputSpec.Kind kind) {
    return switch (kind) {
      case IMAGE -> new ImageModality();
      case AUDIO -> new AudioModality();
      case SERIES -> new SeriesModality();
    };
  }
}
