package dev.winnow.app;

import dev.winnow.build.EmbeddingPlan;
import dev.winnow.build.NoiseSearchSpace;
import dev.winnow.core.Embedding;
import dev.winnow.core.InputSpec;
import dev.winnow.learn.bottleneck.BottleneckSettings;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.siamese.ClassBalancing;
import dev.winnow.learn.siamese.ContrastiveSettings;
import dev.winnow.learn.siamese.FineTuningSettings;
import dev.winnow.learn.siamese.PairLabeling;
import dev.winnow.learn.siamese.RunSettings;
import dev.winnow.learn.siamese.SamplingSettings;
import dev.winnow.learn.training.Schedule;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How {@code winnow build} fine-tunes. */
final class FineTuningOptions {
  @Option(
      names = "--weight",
      defaultValue = "0.3",
      description =
          "Weight of the contrastive loss, relative to cross-entropy (default: ${DEFAULT-VALUE}).")
  private double weight;

  @Option(
      names = "--margin",
      defaultValue = "10",
      description = "Beyond which different pairs are left alone (default: ${DEFAULT-VALUE}).")
  private double margin;

  @Option(
      names = "--raw-distances",
      description = "Do not scale distances to half the margin first, as in the paper.")
  private boolean raw;

  @Option(
      names = "--similarity",
      defaultValue = "same-primary",
      description = "Pulled together: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private PairLabeling similarity = PairLabeling.SAME_PRIMARY;

  @Option(
      names = "--epochs",
      defaultValue = "4",
      description = "Of fine-tuning (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--joint-epochs",
      defaultValue = "0",
      description =
          "Of fine-tuning both sides of advanced + noise together, with the noise between them"
              + " (default: ${DEFAULT-VALUE}).")
  private int jointEpochs;

  @Option(
      names = "--encoder-epochs",
      defaultValue = "30",
      description =
          "Of training a bottleneck's encoder behind frozen layers (default: ${DEFAULT-VALUE}).")
  private int encoderEpochs;

  @Option(
      names = "--distillation",
      defaultValue = "0.5",
      paramLabel = "WEIGHT",
      description =
          "Weight of the distance of a bottleneck's answers from the uncut network's, beside"
              + " cross-entropy (default: ${DEFAULT-VALUE}).")
  private double distillation;

  @Option(
      names = "--batch",
      defaultValue = "32",
      description = "Samples per step, all pairs of which count (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--rate",
      defaultValue = "0.0003",
      description = "Learning rate at the start (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--optimiser",
      defaultValue = "adam",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Optimizer optimiser = Optimizer.ADAM;

  @Option(
      names = "--patience",
      defaultValue = "4",
      description = "Epochs without a better one after which to stop (default: ${DEFAULT-VALUE}).")
  private int patience;

  @Option(
      names = "--balance",
      defaultValue = "draw",
      description =
          "What is done about rare classes: draw as many of each, weigh every sample by its class, "
              + "or none (default: ${DEFAULT-VALUE}).")
  private ClassBalancing balance = ClassBalancing.DRAW;

  @Option(
      names = "--batch-statistics",
      description = "Let batch normalisation learn from batches; frozen otherwise.")
  private boolean batchStatistics;

  @Mixin private AugmentationOptions augmentation = new AugmentationOptions();

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "Written after every epoch; the run goes on from it if it is there.")
  private Optional<Path> checkpoint = Optional.empty();

  int jointEpochs() {
    return jointEpochs;
  }

  /**
   * How the extractor is fine-tuned.
   *
   * @param input by which captures are prepared
   */
  FineTuningSettings settings(SplitOptions people, InputSpec input) {
    return settings(people, input, epochs, checkpoint);
  }

  /** How the encoder of a bottleneck learns, if there is to be one. */
  Optional<BottleneckSettings> encoder(
      List<Embedding> embeddings, SplitOptions people, InputSpec input) {
    if (!embeddings.contains(Embedding.BOTTLENECK)) {
      return Optional.empty();
    }
    var standard =
        BottleneckSettings.standard(augmentation.of(input), people.seed(), people.threads());
    return Optional.of(
        standard
            .withEpochs(encoderEpochs)
            .withLoss(standard.loss().withDistillation(distillation)));
  }

  /** The same for both sides together; nothing that is interrupted there is resumed. */
  Optional<FineTuningSettings> joint(SplitOptions people, InputSpec input) {
    return jointEpochs == 0
        ? Optional.empty()
        : Optional.of(settings(people, input, jointEpochs, Optional.empty()));
  }

  /**
   * How one embedding learns.
   *
   * @param effort share of the epochs, above 0 to 1
   */
  EmbeddingPlan plan(
      Embedding embedding,
      SplitOptions people,
      InputSpec input,
      NoiseSearchSpace noise,
      double effort) {
    List<Embedding> alone = List.of(embedding);
    int times = Math.max(1, (int) Math.round(effort * epochs));
    int encoding = Math.max(1, (int) Math.round(effort * encoderEpochs));
    return new EmbeddingPlan(
        alone,
        OptionalInt.empty(),
        noise,
        EmbeddingPlan.isTuned(alone)
            ? Optional.of(settings(people, input, times, Optional.empty()))
            : Optional.empty(),
        Optional.empty(),
        encoder(alone, people, input).map(encoder -> encoder.withEpochs(encoding)));
  }

  private FineTuningSettings settings(
      SplitOptions people, InputSpec input, int times, Optional<Path> resumed) {
    return new FineTuningSettings(
        new ContrastiveSettings(weight, margin, raw, similarity),
        people.tellsApart(similarity) ? Optional.of(people.sensitive()) : Optional.empty(),
        new Schedule(times, batch, rate, optimiser),
        new SamplingSettings(augmentation.of(input), balance),
        batchStatistics,
        new RunSettings(patience, resumed, people.seed(), people.threads()));
  }
}
