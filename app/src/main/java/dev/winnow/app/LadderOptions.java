package dev.winnow.app;

import dev.winnow.core.Noise;
import dev.winnow.learn.FineTuningSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code winnow build} learns from and measures on, and how features are reduced. */
final class LadderOptions {
  private static final String AUTO = "auto";
  private static final String NONE = "none";

  @Option(
      names = "--data",
      paramLabel = "SET",
      description = "A data set to learn from and to measure on.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--primary",
      paramLabel = "COLUMN",
      description =
          "Column of the label that the service needs; of a network of several outputs, columns"
              + " joined by +, in the order of the outputs.")
  private Optional<String> primary = Optional.empty();

  @Mixin private PeopleOptions people = new PeopleOptions();

  @Option(
      names = "--dims",
      defaultValue = "8",
      description = "Values of a reduced feature (default: ${DEFAULT-VALUE}).")
  private int dims;

  @Option(
      names = "--noise",
      defaultValue = NONE,
      paramLabel = "RATIO",
      description =
          "Variance of the noise over the largest principal variance, auto or none (default: none).")
  private String noise = NONE;

  @Option(
      names = "--noise-mode",
      defaultValue = "permanent",
      description = "permanent (asking again gives the same answer, default) or fresh.")
  private Noise.Mode mode = Noise.Mode.PERMANENT;

  @Option(
      names = "--clip",
      defaultValue = "0.25",
      paramLabel = "DEVIATIONS",
      description =
          "How far a noisy feature may lie from its centre, auto or none (default: 0.25).")
  private String clip = "0.25";

  @Option(
      names = "--max-loss",
      defaultValue = "1.0",
      paramLabel = "POINTS",
      description = "Balanced accuracy that auto may spend (default: ${DEFAULT-VALUE}).")
  private double most;

  @Mixin private TuningOptions tuning = new TuningOptions();

  Optional<Path> data() {
    return data;
  }

  Optional<String> primary() {
    return primary;
  }

  PeopleOptions people() {
    return people;
  }

  int dims() {
    return dims;
  }

  TuningOptions tuning() {
    return tuning;
  }

  /** Which noise and clips are asked for. */
  NoisePlan noise() {
    List<Double> ratios =
        switch (noise) {
          case NONE -> List.of();
          case AUTO -> NoisePlan.RATIOS;
          default -> List.of(positive("--noise", noise));
        };
    List<OptionalDouble> clips =
        switch (clip) {
          case NONE -> List.of(OptionalDouble.empty());
          case AUTO -> NoisePlan.CLIPS;
          default -> List.of(OptionalDouble.of(positive("--clip", clip)));
        };
    return new NoisePlan(mode, ratios, clips, most);
  }

  /** How extractor and analyzer are fine-tuned together with the noise, if they are. */
  Optional<FineTuningSettings> joint(NoisePlan noise) {
    if (tuning.jointEpochs() > 0
        && (noise.ratios().isEmpty() || noise.clips().contains(OptionalDouble.empty()))) {
      throw new IllegalArgumentException("--joint-epochs needs a --noise and a --clip");
    }
    return tuning.joint(people);
  }

  private static double positive(String option, String text) {
    try {
      double value = Double.parseDouble(text);
      if (value > 0 && Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "%s is %s and must be a number above 0, auto or none".formatted(option, text));
  }
}
