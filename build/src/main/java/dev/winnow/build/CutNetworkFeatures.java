package dev.winnow.build;

import dev.winnow.audit.FeatureTable;
import dev.winnow.audit.Predictions;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.learn.linalg.Pca;
import dev.winnow.learn.linalg.PrincipalComponents;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.SplitNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One network of a study, the original, the fine-tuned or the one with a bottleneck, and what a
 * look at all captures tells of its feature.
 *
 * @param parts the network cut in two, with nothing between
 * @param cut where
 * @param accuracy of the network on the test people
 * @param features of the protocol's samples, in its order
 * @param components of the training features, if they were asked for
 */
record CutNetworkFeatures(
    SplitNetwork parts,
    Cut cut,
    TaskAccuracy accuracy,
    FeatureTable features,
    Optional<PrincipalComponents> components) {

  /**
   * Looks at the test captures once and, for components, at the training captures too.
   *
   * @param parts the network cut in two
   * @param dims how many components are wanted, if any
   */
  static CutNetworkFeatures of(
      SplitNetwork parts, Cut cut, StudyContext context, OptionalInt dims, Progress progress) {
    try (Session extractor = Session.open(parts.extractor(), context.threads())) {
      Optional<PrincipalComponents> components =
          dims.isPresent()
              ? Optional.of(components(extractor, cut, context, dims.getAsInt(), progress))
              : Optional.empty();
      return tested(parts, cut, extractor, context, components, progress);
    }
  }

  private static PrincipalComponents components(
      Session extractor, Cut cut, StudyContext context, int dims, Progress progress) {
    try (Pca pca = Pca.of(cut.shape().size(), dims, context.threads())) {
      context
          .captures()
          .each(context.train(), (samples, inputs) -> pca.add(extractor.run(inputs)), progress);
      return pca.components();
    }
  }

  private static CutNetworkFeatures tested(
      SplitNetwork parts,
      Cut cut,
      Session extractor,
      StudyContext context,
      Optional<PrincipalComponents> components,
      Progress progress) {
    List<Sample> protocol = context.attacked();
    Set<String> captures = protocol.stream().map(Sample::capture).collect(Collectors.toSet());
    Tensor kept = Tensor.allocate(extractor.outputs().get(0).shape().batch(captures.size()));
    List<Sample> named = new ArrayList<>();
    Predictions answers = new Predictions(context.primary().heads());
    try (Session analyzer = Session.open(parts.analyzer(), context.threads())) {
      context
          .captures()
          .each(
              context.test(),
              (samples, inputs) -> {
                Tensor features = extractor.run(inputs);
                answers.add(samples, analyzer, features);
                for (int row = 0; row < samples.size(); row++) {
                  Sample sample = samples.get(row);
                  Tensor feature = features.rows(row, row + 1);
                  if (captures.contains(sample.capture())) {
                    kept.rows(named.size(), named.size() + 1).buffer().put(feature.buffer());
                    named.add(sample);
                  }
                }
              },
              progress);
    }
    FeatureTable features = new FeatureTable(named, kept.rows(0, named.size())).of(protocol);
    return new CutNetworkFeatures(
        parts, cut, context.primary().scored(answers), features, components);
  }

  /** The shape of the feature. */
  Shape shape() {
    return parts.extractor().outputs().get(0).shape();
  }
}
