package dev.winnow.app;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.DataSet;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a network takes that is trained from scratch: what suits its data set, and the options. */
final class TrainingInput {
  private static final int SIZE = 64;
  private static final int LARGEST = 1024;

  /** Pixels from 0 to 255 become floats from −1 to 1. */
  private static final double MIDDLE = 127.5;

  @Option(names = "--size", description = "Width and height of images (default: 64).")
  private Optional<Integer> size = Optional.empty();

  /**
   * How the captures of a set are prepared.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  InputSpec of(DataSet set) {
    InputSpec.Kind kind = set.card().modality();
    if (kind != InputSpec.Kind.IMAGE) {
      throw UnsuitableModalityException.of(
          "training takes", InputSpec.Kind.IMAGE, set.card().name(), kind);
    }
    return image(set);
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
}
