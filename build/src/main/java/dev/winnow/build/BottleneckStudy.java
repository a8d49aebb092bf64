package dev.winnow.build;

import dev.winnow.audit.PreparedSamples;
import dev.winnow.core.Embedding;
import dev.winnow.learn.bottleneck.Bottleneck;
import dev.winnow.learn.bottleneck.BottleneckSettings;
import dev.winnow.learn.bottleneck.BottleneckTraining;
import dev.winnow.onnx.Network;
import java.util.Optional;

/**
 * Makes the network with a bottleneck: an encoder learns behind the layers before the cut, which
 * stay as they are.
 *
 * @param plan of the study
 * @param untrained encoder and decoder
 * @param settings of the encoder's training
 */
record BottleneckStudy(StudyPlan plan, Bottleneck untrained, BottleneckSettings settings) {
  /**
   * Prepares, if a bottleneck is wanted.
   *
   * @throws dev.winnow.learn.bottleneck.TooDearBottleneckException if the encoder would save the
   *     edge nothing
   */
  static Optional<BottleneckStudy> of(StudyPlan plan, PrimaryTask primary) {
    EmbeddingPlan embeddings = plan.embeddings();
    if (!embeddings.wants(Embedding.BOTTLENECK)) {
      return Optional.empty();
    }
    BottleneckSettings settings = embeddings.bottleneck().orElseThrow();
    int numbers = embeddings.dims(primary, plan.cut());
    Bottleneck untrained =
        Bottleneck.untrained(plan.network(), plan.cut(), numbers, settings.seed());
    return Optional.of(new BottleneckStudy(plan, untrained, settings));
  }

  /** The network, which is cut at {@link #tensor()}. */
  Network run(StudyListener listener) {
    PreparedSamples captures = plan.data().captures();
    return BottleneckTraining.of(
            plan.network(),
            untrained,
            captures.set(),
            captures.preprocessor(),
            plan.data().primary(),
            settings,
            listener.begins("training the encoder"))
        .run(plan.data().partition())
        .network();
  }

  String tensor() {
    return untrained.tensor();
  }
}
