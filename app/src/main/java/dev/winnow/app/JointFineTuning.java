package dev.winnow.app;

import dev.winnow.audit.FeatureTable;
import dev.winnow.core.GaussianNoise;
import dev.winnow.core.Preprocessing;
import dev.winnow.data.Partition;
import dev.winnow.learn.CovarianceSpectrum;
import dev.winnow.learn.FeatureNoise;
import dev.winnow.learn.FineTuning;
import dev.winnow.learn.FineTuningSettings;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.SplitNetwork;
import java.util.Collections;
import java.util.Optional;

/**
 * Fine-tunes extractor and analyzer together once more, with reduction, clip and noise between
 * them: the contrastive loss now meets the reduced feature itself, and both sides learn to live
 * with the noise.
 *
 * @param settings of this fine-tuning
 * @param partition whose training part is learned from
 */
record JointFineTuning(
    FineTuningSettings settings, Preprocessing preprocessing, Partition partition) {

  /**
   * Both sides, and the noise that is as strong beside the new feature as it was beside the old.
   */
  record Made(SplitNetwork parts, NoiseSearchSpace.Chosen noise) {}

  /**
   * Fine-tunes.
   *
   * @param parts with a clipped reduction between them
   * @param noise Gaussian
   * @param space of which the noise is
   */
  Made of(
      SplitNetwork parts,
      NoiseSearchSpace.Chosen noise,
      NoiseSearchSpace space,
      StudyContext context,
      Console console) {
    Network whole = parts.joined();
    String feature = parts.extractor().outputs().get(0).name();
    Network tuned =
        FineTuning.of(
                whole,
                whole.cut(parts.scores()),
                preprocessing,
                context.captures().set(),
                partition,
                context.primary().column(),
                settings)
            .withNoise(new FeatureNoise(feature, ((GaussianNoise) noise.mechanism()).sigma()))
            .run(console.progress("fine-tuning with the noise"))
            .network();
    SplitNetwork sides = tuned.split(tuned.cut(feature));
    FeatureTable train =
        context.features(
            sides.extractor(), context.train(), console.progress("looking at the feature again"));
    double largest = Collections.max(CovarianceSpectrum.of(train.values()));
    NoiseSearchSpace.Chosen again =
        space.mechanism(noise.strength(), sides.extractor().outputBounds().orElseThrow(), largest);
    Network analyzer =
        AnalyzerRetraining.of(
            sides.analyzer(),
            train,
            Optional.of(again.mechanism()),
            context,
            console.progress("refitting the analyzer"));
    return new Made(new SplitNetwork(sides.extractor(), analyzer), again);
  }
}
