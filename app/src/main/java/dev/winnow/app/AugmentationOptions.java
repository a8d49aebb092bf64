package dev.winnow.app;

import dev.winnow.core.InputSpec;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.Augmentation;
import dev.winnow.data.Modality;
import dev.winnow.modalities.Modalities;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** By what captures vary while a network learns from them. */
final class AugmentationOptions {
  @Option(
      names = "--augment",
      split = ",",
      paramLabel = "NAME=X",
      description =
          "By what captures vary in training, and how much: images by flip (0 or 1; default 1) and"
              + " shift (pixels; default 4), sound by shift (seconds), gain (dB) and, as"
              + " samples, noise (dB), as spectrograms time-mask and frequency-mask (frames,"
              + " bands).")
  private Map<String, Double> strengths = new LinkedHashMap<>();

  @Option(names = "--no-flip", description = "Do not mirror images; for text, hands, traffic.")
  private boolean noFlip;

  @Option(names = "--shift", description = "Pixels an image may be moved (default: 4).")
  private Optional<Integer> shift = Optional.empty();

  /**
   * Who varies captures.
   *
   * @param input by which they are prepared
   * @throws IllegalArgumentException if a name is unknown, or a strength out of its range
   * @throws UnsuitableModalityException if the options are about other captures
   */
  Augmentation of(InputSpec input) {
    if (noFlip || shift.isPresent()) {
      input.asImage("who flips and shifts");
    }
    Modality modality = Modalities.of(input.modality());
    Map<String, Double> varied = new TreeMap<>(modality.variations());
    varied.putAll(strengths);
    if (noFlip) {
      varied.put("flip", 0.0);
    }
    shift.ifPresent(pixels -> varied.put("shift", (double) pixels));
    return modality.augmentation(input, varied);
  }
}
