package dev.winnow.app;

import dev.winnow.core.Embedding;
import dev.winnow.data.Augmentation;
import dev.winnow.learn.bottleneck.BottleneckLoss;
import dev.winnow.learn.bottleneck.BottleneckSettings;
import dev.winnow.learn.training.Schedule;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How {@code winnow build} trains the encoder of a bottleneck. */
final class EncoderOptions {
  @Option(
      names = "--encoder-epochs",
      description = "Of training a bottleneck's encoder behind frozen layers (default: 30).")
  private Optional<Integer> epochs = Optional.empty();

  @Option(
      names = "--distillation",
      paramLabel = "WEIGHT",
      description =
          "Weight of the distance from the uncut network's answers, beside cross-entropy"
              + " (default: 0.5).")
  private Optional<Double> distillation = Optional.empty();

  /** Settings if there is an encoder. */
  Optional<BottleneckSettings> settings(
      List<Embedding> embeddings, SplitOptions people, Augmentation augmentation) {
    if (!embeddings.contains(Embedding.BOTTLENECK)) {
      return Optional.empty();
    }
    BottleneckSettings standard =
        BottleneckSettings.standard(augmentation, people.seed(), people.threads());
    Schedule schedule = standard.schedule();
    BottleneckLoss loss = standard.loss();
    return Optional.of(
        new BottleneckSettings(
            new Schedule(
                epochs.orElse(schedule.epochs()),
                schedule.batch(),
                schedule.learningRate(),
                schedule.optimiser()),
            distillation.map(loss::withDistillation).orElse(loss),
            augmentation,
            people.seed(),
            people.threads()));
  }
}
