package dev.winnow.build;

import dev.winnow.audit.FeatureTable;
import dev.winnow.audit.Predictions;
import dev.winnow.audit.SimulatedNodes;
import dev.winnow.core.Embedding;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.SplitNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures embeddings with the very parts that go into their packages, and writes these. */
final class EmbeddingEvaluator {
  private final StudyPlan plan;
  private final StudyContext context;
  private final StudyListener listener;
  private final List<EmbeddingResult> results = new ArrayList<>();

  EmbeddingEvaluator(StudyPlan plan, StudyContext context, StudyListener listener) {
    this.plan = plan;
    this.context = context;
    this.listener = listener;
  }

  /** What was measured so far, in order. */
  List<EmbeddingResult> results() {
    return List.copyOf(results);
  }

  /** A feature as it is, of which all is known already. */
  void add(CutNetworkFeatures features, Embedding embedding) {
    int dims = features.shape().size();
    EmbeddedFeature feature = feature(embedding, features.cut(), dims, Optional.empty());
    ExtractorCost cost = cost(feature, features.parts());
    Optional<IdentityLeakage> identity =
        context
            .identity()
            .map(
                study ->
                    embedding == Embedding.SIMPLE && plan.precision() == Precision.FLOAT32
                        ? study.ofOriginal(features.cut().tensor(), features.features())
                        : study.of(features.features()));
    EmbeddingResult result =
        new EmbeddingResult(feature, features.accuracy(), identity, cost, Optional.empty());
    add(result, features.parts(), features.cut());
  }

  /**
   * A reduced feature.
   *
   * @param cut of the network that was reduced
   */
  void add(SplitNetwork parts, Cut cut, Embedding embedding, Optional<NoiseChoice> noise) {
    FeatureTable clean =
        context
            .captures()
            .features(parts.extractor(), context.test(), listener.begins("measuring"));
    PrimaryTask primary = context.primary();
    SimulatedNodes nodes = context.nodes(noise.map(NoiseChoice::mechanism));
    List<TaskAccuracy> each =
        nodes
            .sent(clean)
            .map(sent -> Predictions.of(parts.analyzer(), primary.heads(), sent, context.threads()))
            .map(primary::scored)
            .toList();
    // An attacker faces one node.
    FeatureTable protocol = nodes.sent(clean.of(context.attacked()), 0);
    int dims = parts.extractor().outputs().get(0).shape().size();
    EmbeddedFeature feature = feature(embedding, cut, dims, noise);
    ExtractorCost cost = cost(feature, parts);
    add(result(feature, cost, TaskAccuracy.mean(each), protocol), parts, cut);
  }

  private static EmbeddedFeature feature(
      Embedding embedding, Cut cut, int dims, Optional<NoiseChoice> noise) {
    return new EmbeddedFeature(embedding, cut.tensor(), dims, noise);
  }

  /** Of what an encoder computes, all counts beside the uncut network. */
  private ExtractorCost cost(EmbeddedFeature feature, SplitNetwork parts) {
    double share =
        feature.embedding() == Embedding.BOTTLENECK
            ? parts.extractor().cost().share(plan.uncut().cost())
            : plan.edgeShare();
    return ExtractorCost.of(parts.extractor(), share);
  }

  private EmbeddingResult result(
      EmbeddedFeature feature, ExtractorCost cost, TaskAccuracy accuracy, FeatureTable protocol) {
    Optional<IdentityLeakage> identity = context.identity().map(study -> study.of(protocol));
    return new EmbeddingResult(feature, accuracy, identity, cost, Optional.empty());
  }

  private void add(EmbeddingResult result, SplitNetwork parts, Cut cut) {
    listener.measured(result);
    EmbeddedFeature feature = result.feature();
    if (isOnlyForComparison(feature)) {
      results.add(result);
      return;
    }
    PackageContent content =
        new PackageContent(
            context.data().preprocessing(),
            cut,
            result.cost().edgeShare(),
            feature.embedding(),
            feature.noise(),
            List.copyOf(context.primary().heads()));
    PackageOutput output = plan.output();
    PackageOutput own = isAlone() ? output : output.named(output.name() + "-" + feature.suffix());
    results.add(result.at(PackageWriter.write(parts, content, own).extractor()));
  }

  private boolean isAlone() {
    return plan.embeddings().embeddings().size() == 1;
  }

  /** One embedding with noise was asked for: without, it is measured and not built. */
  private boolean isOnlyForComparison(EmbeddedFeature feature) {
    return isAlone()
        && feature.noise().isEmpty()
        && plan.embeddings().randomises(feature.embedding());
  }
}
