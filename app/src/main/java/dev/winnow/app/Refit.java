package dev.winnow.app;

import dev.winnow.audit.Rows;
import dev.winnow.core.GaussianNoise;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Progress;
import dev.winnow.learn.Optimiser;
import dev.winnow.learn.RowsSettings;
import dev.winnow.learn.RowsTraining;
import dev.winnow.learn.Schedule;
import dev.winnow.onnx.Network;
import java.util.Optional;

/** Teaches an analyzer what clip and noise leave of a reduced feature. */
final class Refit {
  private static final Schedule SCHEDULE = new Schedule(6, 64, 1e-3, Optimiser.ADAM);

  private Refit() {}

  /**
   * The analyzer after it has learned from features as they will come; the extractor stays.
   *
   * @param train the training features, clipped and not randomised
   * @param mechanism of the edge; empty if features are sent as they are
   */
  static Network of(
      Network analyzer,
      Rows train,
      Optional<Mechanism> mechanism,
      Ground ground,
      Progress progress) {
    RowsSettings settings =
        RowsSettings.of(SCHEDULE, ground.seed(), ground.threads()).withBalance();
    Rows seen = train;
    if (mechanism.isPresent() && mechanism.get() instanceof GaussianNoise noise) {
      settings = settings.withNoise(noise.sigma());
    } else if (mechanism.isPresent()) {
      seen = ground.nodes(mechanism).sent(train).findFirst().orElseThrow();
    }
    return RowsTraining.heads(
        analyzer, seen.values(), ground.primary().classes(seen.samples()), settings, progress);
  }
}
