package dev.winnow.app;

import dev.winnow.build.EmbeddingPlan;
import dev.winnow.build.NoiseSearchSpace;
import dev.winnow.core.Embedding;
import dev.winnow.core.InputSpec;
import dev.winnow.core.RandomizedResponse;
import dev.winnow.learn.siamese.FineTuningSettings;
import dev.winnow.noise.NoiseCalibration;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code winnow build} learns from and measures on, and how features are reduced. */
final class StudyOptions {
  private static final String AUTO = "auto";

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

  @Mixin private SplitOptions people = new SplitOptions();

  @Option(
      names = "--dims",
      description = "Values of a reduced feature (default: one less than classes).")
  private Optional<Integer> dims = Optional.empty();

  @Option(
      names = "--epsilon",
      paramLabel = "EPSILON",
      description =
          "Randomised response of this epsilon for a first answer, or auto: no answer is more than"
              + " e^EPSILON times likelier for one capture than for another.")
  private Optional<String> epsilon = Optional.empty();

  @Option(
      names = "--levels",
      defaultValue = "2",
      description = "Levels of randomised response, per value (default: ${DEFAULT-VALUE}).")
  private int levels;

  @Option(
      names = "--noise",
      paramLabel = "RATIO",
      description =
          "Gaussian noise instead, of this variance over the largest principal variance, or auto.")
  private Optional<String> noise = Optional.empty();

  @Option(
      names = "--permanent",
      defaultValue = "0.5",
      paramLabel = "SHARE",
      description =
          "Share of the randomness that stays the same for a capture, however often it is asked"
              + " about, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double permanent;

  @Option(
      names = "--clip",
      defaultValue = "0.25",
      paramLabel = "DEVIATIONS",
      description =
          "How far a randomised feature may lie from its centre, or auto (default: 0.25).")
  private String clip = "0.25";

  @Option(
      names = "--max-loss",
      defaultValue = "1.0",
      paramLabel = "POINTS",
      description = "Balanced accuracy that auto may spend (default: ${DEFAULT-VALUE}).")
  private double most;

  @Mixin private FineTuningOptions tuning = new FineTuningOptions();

  Optional<Path> data() {
    return data;
  }

  Optional<String> primary() {
    return primary;
  }

  SplitOptions people() {
    return people;
  }

  private OptionalInt dims() {
    return dims.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /**
   * What is to be made of a feature.
   *
   * @param input by which captures are prepared
   * @throws IllegalArgumentException if options make no sense together, or one is out of its range
   */
  EmbeddingPlan plan(List<Embedding> embeddings, InputSpec input) {
    NoiseSearchSpace asked = noise();
    Optional<FineTuningSettings> tuned =
        EmbeddingPlan.isTuned(embeddings)
            ? Optional.of(tuning.settings(people, input))
            : Optional.empty();
    return new EmbeddingPlan(embeddings, dims(), asked, tuned, joint(asked, input));
  }

  /** Which mechanisms and clips are asked for. */
  private NoiseSearchSpace noise() {
    if (epsilon.isPresent() && noise.isPresent()) {
      throw new IllegalArgumentException(
          "--epsilon asks for randomised response and --noise for Gaussian noise; give one");
    }
    if (epsilon.isEmpty() && noise.isEmpty()) {
      return NoiseSearchSpace.NONE;
    }
    // What is out of range is refused before anything that takes minutes.
    new NoiseCalibration(List.of(), permanent);
    // Two levels lie on either side of a threshold, however far apart.
    boolean any = clip.equals(AUTO) && epsilon.isPresent() && levels == 2;
    List<Double> clips =
        clip.equals(AUTO) && !any
            ? NoiseSearchSpace.CLIPS
            : List.of(any ? NoiseSearchSpace.CLIP : positive("--clip", clip));
    if (epsilon.isPresent()) {
      if (levels < 2 || levels > RandomizedResponse.MOST_LEVELS) {
        throw new IllegalArgumentException(
            "--levels is %d and must be 2 to %d".formatted(levels, RandomizedResponse.MOST_LEVELS));
      }
      List<Double> epsilons = strengths("--epsilon", epsilon.get(), NoiseSearchSpace.EPSILONS);
      return new NoiseSearchSpace(
          new NoiseSearchSpace.Family.Response(levels), epsilons, clips, permanent, most);
    }
    List<Double> ratios = strengths("--noise", noise.orElseThrow(), NoiseSearchSpace.RATIOS);
    return new NoiseSearchSpace(
        new NoiseSearchSpace.Family.Gaussian(), ratios, clips, permanent, most);
  }

  /** How extractor and analyzer are fine-tuned together with the noise, if they are. */
  private Optional<FineTuningSettings> joint(NoiseSearchSpace asked, InputSpec input) {
    boolean gaussian = !asked.isEmpty() && !asked.isResponse();
    if (tuning.jointEpochs() > 0 && !gaussian) {
      throw new IllegalArgumentException("--joint-epochs needs Gaussian noise, --noise");
    }
    return tuning.joint(people, input);
  }

  private static List<Double> strengths(String option, String text, List<Double> all) {
    return text.equals(AUTO) ? all : List.of(positive(option, text));
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
        "%s is %s and must be a number above 0, or auto".formatted(option, text));
  }
}
