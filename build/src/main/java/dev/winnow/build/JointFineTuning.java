package dev.winnow.build;

import dev.winnow.audit.FeatureTable;
import dev.winnow.core.GaussianNoise;
import dev.winnow.learn.siamese.FeatureNoise;
import dev.winnow.learn.siamese.FineTuning;
import dev.winnow.learn.siamese.FineTuningSettings;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.SplitNetwork;
import java.util.Optional;

/**
 * Fine-tunes extractor and analyzer together once more, with reduction, clip and noise between
 * them: the contrastive loss now meets the reduced feature itself, and both sides learn to live
 * with the noise.
 *
 * @param settings of this fine-tuning
 */
record JointFineTuning(FineTuningSettings settings, StudyContext context, StudyListener listener) {
  /**
   * Both sides, and the noise that is as strong beside the new feature as it was beside the old.
   */
  record Made(SplitNetwork parts, NoiseChoice noise) {}

  /**
   * Fine-tunes.
   *
   * @param parts with a clipped reduction between them
   * @param noise Gaussian
   * @param space of which the noise is
   */
  Made of(SplitNetwork parts, NoiseChoice noise, NoiseSearchSpace space) {
    String feature = parts.extractor().outputs().get(0).name();
    Network tuned = tuned(parts, feature, ((GaussianNoise) noise.mechanism()).sigma());
    SplitNetwork sides = tuned.split(tuned.cut(feature));
    FeatureTable train =
        context
            .captures()
            .features(
                sides.extractor(),
                context.train(),
                listener.begins("looking at the feature again"));
    NoiseChoice again =
        space
            .choices(
                noise.clip(),
                sides.extractor().outputBounds().orElseThrow(),
                train,
                sides.analyzer(),
                context)
            .apply(noise.strength());
    Network analyzer =
        AnalyzerRetraining.of(
            sides.analyzer(),
            train,
            Optional.of(again.mechanism()),
            context,
            listener.begins("refitting the analyzer"));
    return new Made(new SplitNetwork(sides.extractor(), analyzer), again);
  }

  private Network tuned(SplitNetwork parts, String feature, double sigma) {
    Network whole = parts.joined();
    return FineTuning.of(
            whole,
            whole.cut(parts.scores()),
            context.captures().preprocessor(),
            context.captures().set(),
            context.data().partition(),
            context.primary().column(),
            settings)
        .withNoise(new FeatureNoise(feature, sigma))
        .run(listener.begins("fine-tuning with the noise"))
        .network();
  }
}
