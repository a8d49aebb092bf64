package dev.winnow.build;

import dev.winnow.audit.PreparedSamples;
import dev.winnow.core.Accuracy;
import dev.winnow.core.Embedding;
import dev.winnow.learn.bottleneck.Bottleneck;
import dev.winnow.learn.bottleneck.BottleneckSettings;
import dev.winnow.learn.bottleneck.BottleneckTraining;
import dev.winnow.learn.siamese.FeatureNoise;
import dev.winnow.learn.siamese.FineTuning;
import dev.winnow.learn.siamese.FineTuningSettings;
import dev.winnow.learn.siamese.Tuned;
import dev.winnow.onnx.Network;
import java.util.List;
import java.util.Optional;

/**
 * Makes the network with a bottleneck: an encoder learns behind the layers before the cut, which
 * stay as they are, and then, if there are settings of fine-tuning, all learn together, with noise
 * on the numbers between them.
 *
 * @param plan of the study
 * @param untrained encoder and decoder
 * @param settings of the encoder's training
 */
record BottleneckStudy(StudyPlan plan, Bottleneck untrained, BottleneckSettings settings) {
  /**
   * Prepares, if a bottleneck is wanted, and refuses what can be seen to fail.
   *
   * @throws dev.winnow.learn.bottleneck.TooDearBottleneckException if the encoder would save the
   *     edge nothing
   * @throws dev.winnow.learn.operator.UnsupportedOperatorException if there is to be fine-tuning,
   *     and layers before the cut cannot be trained
   */
  static Optional<BottleneckStudy> of(StudyPlan plan, PrimaryTask primary) {
    EmbeddingPlan embeddings = plan.embeddings();
    if (!embeddings.wants(Embedding.BOTTLENECK)) {
      return Optional.empty();
    }
    BottleneckSettings settings = embeddings.bottleneck().orElseThrow();
    Bottleneck untrained =
        Bottleneck.untrained(
            plan.network(), plan.cut(), embeddings.dims(primary, plan.cut()), settings.seed());
    BottleneckStudy study = new BottleneckStudy(plan, untrained, settings);
    embeddings.tuning().ifPresent(tuning -> study.tuning(untrained.network(), tuning));
    return Optional.of(study);
  }

  /** The network, which is cut at {@link #tensor()}. */
  Network run(StudyListener listener) {
    PreparedSamples captures = plan.data().captures();
    Bottleneck trained =
        BottleneckTraining.of(
                plan.network(),
                untrained,
                captures.set(),
                captures.preprocessor(),
                plan.data().primary(),
                settings,
                listener.begins("training the encoder"))
            .run(plan.data().partition());
    Network network = trained.network();
    return plan.embeddings()
        .tuning()
        .map(
            tuning ->
                better(
                    network,
                    tuning(network, tuning)
                        .run(listener.begins("fine-tuning all layers together"))))
        .orElse(network);
  }

  /**
   * Layers that learn together may forget; what is right more often on the validation part stays.
   */
  private static Network better(Network before, Tuned after) {
    return balanced(after.before()) > balanced(after.after()) ? before : after.network();
  }

  private static double balanced(List<Accuracy> heads) {
    return heads.stream().mapToDouble(Accuracy::balanced).average().orElse(0);
  }

  String tensor() {
    return untrained.tensor();
  }

  private FineTuning tuning(Network network, FineTuningSettings tuning) {
    PreparedSamples captures = plan.data().captures();
    FineTuning prepared =
        FineTuning.of(
            network,
            network.cut(tensor()),
            captures.preprocessor(),
            captures.set(),
            plan.data().partition(),
            plan.data().primary(),
            tuning.withoutCheckpoint());
    double noise = settings.loss().noise();
    return noise == 0 ? prepared : prepared.withNoise(new FeatureNoise(tensor(), noise));
  }
}
