package dev.winnow.build;

import dev.winnow.core.Embedding;
import dev.winnow.learn.siamese.FineTuning;
import dev.winnow.learn.siamese.FineTuningSettings;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.SplitNetwork;
import java.util.Optional;
import java.util.OptionalInt;

/** The embeddings of a study, one after the other. */
final class StudyRun {
  private final StudyPlan plan;
  private final EmbeddingPlan embeddings;
  private final StudyContext context;
  private final StudyListener listener;
  private final int dims;
  private final EmbeddingEvaluator evaluator;

  StudyRun(StudyPlan plan, StudyContext context, StudyListener listener) {
    this.plan = plan;
    this.embeddings = plan.embeddings();
    this.context = context;
    this.listener = listener;
    this.dims = embeddings.dims(context.primary(), plan.cut());
    this.evaluator = new EmbeddingEvaluator(plan, context, listener);
  }

  /**
   * Builds them.
   *
   * @param tuning that makes siamese and advanced; empty if neither is wanted
   * @param bottleneck empty if it is not wanted
   */
  StudyResult result(Optional<FineTuning> tuning, Optional<BottleneckStudy> bottleneck) {
    String cut = plan.cut().tensor();
    CutNetworkFeatures original =
        features(plan.network(), cut, Embedding.REDUCED, "the original feature");
    add(original, Embedding.SIMPLE, Embedding.REDUCED);
    tuning.ifPresent(
        fineTuning -> {
          Network tuned = fineTuning.run(listener.begins("fine-tuning")).network();
          add(
              features(tuned, cut, Embedding.ADVANCED, "the fine-tuned feature"),
              Embedding.SIAMESE,
              Embedding.ADVANCED);
        });
    bottleneck.ifPresent(
        study ->
            addReduced(
                features(
                    study.run(listener),
                    study.tensor(),
                    Embedding.BOTTLENECK,
                    "the feature of the encoder"),
                Embedding.BOTTLENECK));
    return new StudyResult(
        plan.edgeShare(),
        uncut(original),
        context.identity().map(IdentityStudy::controls),
        evaluator.results());
  }

  /** How often the uncut network is right, which is known already if it is what was cut. */
  private TaskAccuracy uncut(CutNetworkFeatures cut) {
    return plan.uncut().network() == plan.network() && plan.precision() == Precision.FLOAT32
        ? cut.accuracy()
        : plan.uncut()
            .accuracy(
                context.primary(), context.test(), listener.begins("asking the uncut network"));
  }

  private CutNetworkFeatures features(Network network, String cut, Embedding reduced, String what) {
    OptionalInt components = embeddings.wants(reduced) ? OptionalInt.of(dims) : OptionalInt.empty();
    Cut at = network.cut(cut);
    SplitNetwork parts = network.split(at);
    if (plan.precision() == Precision.INT8) {
      parts = ExtractorQuantization.of(parts, context, listener.begins("calibrating integers"));
    }
    return CutNetworkFeatures.of(
        parts, at, context, components, listener.begins("looking at " + what));
  }

  private void add(CutNetworkFeatures features, Embedding whole, Embedding reduced) {
    if (embeddings.wants(whole)) {
      evaluator.add(features, whole);
    }
    if (embeddings.wants(reduced)) {
      addReduced(features, reduced);
    }
  }

  private void addReduced(CutNetworkFeatures features, Embedding embedding) {
    PcaFeatures few = PcaFeatures.of(features, context, listener.begins("reducing to " + dims));
    SplitNetwork plain = parts(few, Optional.empty());
    evaluator.add(plain, features.cut(), embedding, Optional.empty());
    NoiseSearchSpace space = embeddings.noise();
    if (space.isEmpty()) {
      return;
    }
    few = space.isOfLevels() ? few.centredOnAnswer(plain.analyzer()) : few;
    NoiseChoice noise = noise(few, plain.analyzer());
    SplitNetwork parts = parts(few, Optional.of(noise));
    Optional<FineTuningSettings> joint =
        embedding == Embedding.ADVANCED ? embeddings.joint() : Optional.empty();
    if (joint.isPresent()) {
      JointFineTuning.Made made =
          new JointFineTuning(joint.get(), context, listener).of(parts, noise, space);
      evaluator.add(made.parts(), features.cut(), embedding, Optional.of(made.noise()));
    } else {
      evaluator.add(parts, features.cut(), embedding, Optional.of(noise));
    }
  }

  private SplitNetwork parts(PcaFeatures few, Optional<NoiseChoice> noise) {
    Network analyzer = few.analyzer(noise, listener.begins("refitting the analyzer"));
    return new SplitNetwork(few.extractor(noise.map(NoiseChoice::clip)), analyzer);
  }

  private NoiseChoice noise(PcaFeatures few, Network analyzer) {
    NoiseSearchSpace space = embeddings.noise();
    if (space.isFixed()) {
      return few.noise(space, space.clips().get(0), analyzer).apply(space.strengths().get(0));
    }
    NoiseSearchResult found =
        new NoiseSearch(few, analyzer, context, space)
            .find(listener.begins("choosing clip and noise"));
    listener.chose(found);
    return found.choice();
  }
}
