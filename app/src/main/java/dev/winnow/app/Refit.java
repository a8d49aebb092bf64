package dev.winnow.app;

import dev.winnow.audit.Rows;
import dev.winnow.core.Progress;
import dev.winnow.learn.Optimiser;
import dev.winnow.learn.RowsSettings;
import dev.winnow.learn.RowsTraining;
import dev.winnow.learn.Schedule;
import dev.winnow.onnx.Network;

/** Teaches an analyzer what clip and noise leave of a reduced feature. */
final class Refit {
  private static final Schedule SCHEDULE = new Schedule(6, 64, 1e-3, Optimiser.ADAM);

  private Refit() {}

  /**
   * The analyzer after it has learned from noisy features; the extractor stays.
   *
   * @param train the training features, clipped and without noise
   * @param sigma of the noise, 0 for none
   */
  static Network of(Network analyzer, Rows train, double sigma, Ground ground, Progress progress) {
    RowsSettings settings =
        RowsSettings.of(SCHEDULE, ground.seed(), ground.threads()).withBalance().withNoise(sigma);
    return RowsTraining.heads(
        analyzer, train.values(), ground.primary().classes(train.samples()), settings, progress);
  }
}
