package dev.winnow.app;

import dev.winnow.app.voice.VoiceSearchRequest;
import dev.winnow.build.EmbeddingPlan;
import dev.winnow.build.NoiseSearchSpace;
import dev.winnow.build.Precision;
import dev.winnow.core.Embedding;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Quantizer;
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
      description =
          "Values of a reduced feature (default: one less than classes, with --codewords 32).")
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
      names = "--codewords",
      paramLabel = "COUNT",
      description =
          "Randomised response over codewords instead, so many of each class: a feature leaves as"
              + " the nearest codeword, which tells at most log2 of their number in bits. Without"
              + " --epsilon none is ever replaced by another.")
  private Optional<Integer> codewords = Optional.empty();

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
      paramLabel = "DEVIATIONS",
      description =
          "How far a randomised feature may lie from its centre, or auto (default: 0.25, of"
              + " codewords 3).")
  private Optional<String> clip = Optional.empty();

  @Option(
      names = "--max-loss",
      defaultValue = "1.0",
      paramLabel = "POINTS",
      description = "Balanced accuracy that auto may spend (default: ${DEFAULT-VALUE}).")
  private double most;

  @Option(
      names = "--precision",
      defaultValue = "float32",
      paramLabel = "PRECISION",
      description =
          "Numbers in which the edge computes its layers: float32 (default), or int8, calibrated"
              + " on training captures; a fourth of the weights' bytes.")
  private Precision precision = Precision.FLOAT32;

  @Mixin private FineTuningOptions tuning = new FineTuningOptions();

  Optional<Path> data() {
    return data;
  }

  Optional<String> primary() {
    return primary;
  }

  Precision precision() {
    return precision;
  }

  SplitOptions people() {
    return people;
  }

  /** By what a disguise of voices is searched. */
  VoiceSearchRequest voiceSearch() {
    return new VoiceSearchRequest(
        data, primary, people.sensitive(), most, people.seed(), people.threads());
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
    return new EmbeddingPlan(
        embeddings,
        dims(),
        asked,
        tuned,
        joint(asked, input),
        tuning.encoder(embeddings, people, input));
  }

  /** Which mechanisms and clips are asked for. */
  private NoiseSearchSpace noise() {
    if (noise.isPresent() && (epsilon.isPresent() || codewords.isPresent())) {
      throw new IllegalArgumentException(
          "--epsilon and --codewords ask for randomised response and --noise for Gaussian noise;"
              + " give one");
    }
    if (noise.isEmpty() && epsilon.isEmpty() && codewords.isEmpty()) {
      return NoiseSearchSpace.NONE;
    }
    // What is out of range is refused before anything that takes minutes.
    new NoiseCalibration(permanent);
    NoiseSearchSpace.Family family = family();
    return new NoiseSearchSpace(family, strengths(), clips(family), permanent, most);
  }

  private NoiseSearchSpace.Family family() {
    if (noise.isPresent()) {
      return new NoiseSearchSpace.Family.Gaussian();
    }
    if (codewords.isPresent()) {
      int perClass = codewords.get();
      requireRange("--codewords", perClass, 1);
      return new NoiseSearchSpace.Family.Codewords(perClass);
    }
    requireRange("--levels", levels, 2);
    return new NoiseSearchSpace.Family.Levels(levels);
  }

  private List<Double> strengths() {
    if (noise.isPresent()) {
      return strengths("--noise", noise.get(), NoiseSearchSpace.RATIOS);
    }
    return epsilon
        .map(text -> strengths("--epsilon", text, NoiseSearchSpace.EPSILONS))
        .orElse(List.of(Double.POSITIVE_INFINITY));
  }

  /** Clips to try: one where it does not matter much, or one is asked for. */
  private List<Double> clips(NoiseSearchSpace.Family family) {
    boolean auto = clip.isPresent() && clip.get().equals(AUTO);
    if (clip.isPresent() && !auto) {
      return List.of(positive("--clip", clip.get()));
    }
    if (family instanceof NoiseSearchSpace.Family.Codewords) {
      return List.of(NoiseSearchSpace.WIDE_CLIP);
    }
    // Two levels lie on either side of a threshold, however far apart.
    boolean any = epsilon.isPresent() && levels == 2;
    return auto && !any ? NoiseSearchSpace.CLIPS : List.of(NoiseSearchSpace.CLIP);
  }

  /** How extractor and analyzer are fine-tuned together with the noise, if they are. */
  private Optional<FineTuningSettings> joint(NoiseSearchSpace asked, InputSpec input) {
    if (tuning.jointEpochs() > 0 && !asked.isGaussian()) {
      throw new IllegalArgumentException("--joint-epochs needs Gaussian noise, --noise");
    }
    return tuning.joint(people, input);
  }

  private static List<Double> strengths(String option, String text, List<Double> all) {
    return text.equals(AUTO) ? all : List.of(positive(option, text));
  }

  private static void requireRange(String option, int value, int least) {
    if (value < least || value > Quantizer.LARGEST_ALPHABET) {
      throw new IllegalArgumentException(
          "%s is %d and must be %d to %d"
              .formatted(option, value, least, Quantizer.LARGEST_ALPHABET));
    }
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
