package dev.winnow.app;

import dev.winnow.audit.Rows;
import dev.winnow.core.GaussianNoise;
import dev.winnow.core.Preprocessing;
import dev.winnow.data.Partition;
import dev.winnow.learn.FineTuning;
import dev.winnow.learn.FineTuningSettings;
import dev.winnow.learn.LoopNoise;
import dev.winnow.learn.Spectrum;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Parts;
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
record Joint(FineTuningSettings settings, Preprocessing preprocessing, Partition partition) {

  /**
   * Both sides, and the noise that is as strong beside the new feature as it was beside the old.
   */
  record Made(Parts parts, NoiseSearchSpace.Chosen noise) {}

  /**
   * Fine-tunes.
   *
   * @param parts with a clipped reduction between them
   * @param noise Gaussian
   * @param space of which the noise is
   */
  Made of(
      Parts parts,
      NoiseSearchSpace.Chosen noise,
      NoiseSearchSpace space,
      Ground ground,
      Console console) {
    Network whole = parts.joined();
    String feature = parts.extractor().outputs().get(0).name();
    Network tuned =
        FineTuning.of(
                whole,
                whole.cut(parts.scores()),
                preprocessing,
                ground.captures().set(),
                partition,
                ground.primary().column(),
                settings)
            .withNoise(new LoopNoise(feature, ((GaussianNoise) noise.mechanism()).sigma()))
            .run(console.progress("fine-tuning with the noise"))
            .network();
    Parts sides = tuned.split(tuned.cut(feature));
    Rows train =
        ground.features(
            sides.extractor(), ground.train(), console.progress("looking at the feature again"));
    double largest = Collections.max(Spectrum.of(train.values()));
    NoiseSearchSpace.Chosen again =
        space.mechanism(noise.strength(), sides.extractor().outputBounds().orElseThrow(), largest);
    Network analyzer =
        Refit.of(
            sides.analyzer(),
            train,
            Optional.of(again.mechanism()),
            ground,
            console.progress("refitting the analyzer"));
    return new Made(new Parts(sides.extractor(), analyzer), again);
  }
}
