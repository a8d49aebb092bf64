package dev.winnow.modalities;

import dev.winnow.audio.AudioModality;
import dev.winnow.core.InputSpec;
import dev.winnow.data.Modality;
import dev.winnow.image.ImageModality;
import dev.winnow.series.SeriesModality;
import java.util.List;
import java.util.stream.Stream;

/** The modality of each kind of capture. */
public final class Modalities {
  private Modalities() {}

  /** The modality of a kind. */
  public static Modality of(InputSpec.Kind kind) {
    return switch (kind) {
      case IMAGE -> new ImageModality();
      case AUDIO -> new AudioModality();
      case SERIES -> new SeriesModality();
    };
  }

  /** All of them. */
  public static List<Modality> all() {
    return Stream.of(InputSpec.Kind.values()).map(Modalities::of).toList();
  }
}
