package dev.winnow.build;

import dev.winnow.audit.FeatureTable;
import dev.winnow.core.GaussianNoise;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Progress;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.tabular.TabularSettings;
import dev.winnow.learn.tabular.TabularTraining;
import dev.winnow.learn.training.Schedule;
import dev.winnow.onnx.Network;
import java.util.Optional;

/** Teaches an analyzer what clip and noise leave of a reduced feature. */
final class AnalyzerRetraining {
  private static final Schedule SCHEDULE = new Schedule(6, 64, 1e-3, Optimizer.ADAM);

  private AnalyzerRetraining() {}

  /**
   * The analyzer after it has learned from features as they will come; the extractor stays.
   *
   * @param train the training features, clipped and not randomised
   * @param mechanism of the edge; empty if features are sent as they are
   */
  static Network of(
      Network analyzer,
      FeatureTable train,
      Optional<Mechanism> mechanism,
      StudyContext context,
      Progress progress) {
    TabularSettings settings =
        TabularSettings.of(SCHEDULE, context.seed(), context.threads()).withBalance();
    FeatureTable seen = train;
    if (mechanism.isPresent() && mechanism.get() instanceof GaussianNoise noise) {
      settings = settings.withNoise(noise.sigma());
    } else if (mechanism.isPresent()) {
      seen = context.nodes(mechanism).sent(train).findFirst().orElseThrow();
    }
    return TabularTraining.heads(
        analyzer, seen.values(), context.primary().classes(seen.samples()), settings, progress);
  }
}
