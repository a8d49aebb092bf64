package dev.winnow.app;

import dev.winnow.audit.Answers;
import dev.winnow.audit.Rows;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.learn.Pca;
import dev.winnow.learn.PrincipalComponents;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Parts;
import dev.winnow.onnx.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One network of a ladder, the original or the fine-tuned one, and what a look at all pictures
 * tells of its feature.
 *
 * @param parts the network cut in two, with nothing between
 * @param answers of the network about the test people
 * @param features of the line-up, in its order
 * @param components of the training features, if they were asked for
 */
record Branch(
    Parts parts, Answers answers, Rows features, Optional<PrincipalComponents> components) {

  /**
   * Looks at the test pictures once and, for components, at the training pictures too.
   *
   * @param dims how many components are wanted, if any
   */
  static Branch of(Network network, Cut cut, Ground ground, OptionalInt dims, Progress progress) {
    Parts parts = network.split(cut);
    try (Session extractor = Session.open(parts.extractor(), ground.threads())) {
      Optional<PrincipalComponents> components =
          dims.isPresent()
              ? Optional.of(components(extractor, cut, ground, dims.getAsInt(), progress))
              : Optional.empty();
      return tested(parts, extractor, ground, components, progress);
    }
  }

  private static PrincipalComponents components(
      Session extractor, Cut cut, Ground ground, int dims, Progress progress) {
    try (Pca pca = Pca.of(cut.shape().size(), dims, ground.threads())) {
      ground
          .captures()
          .each(ground.train(), (samples, inputs) -> pca.add(extractor.run(inputs)), progress);
      return pca.components();
    }
  }

  private static Branch tested(
      Parts parts,
      Session extractor,
      Ground ground,
      Optional<PrincipalComponents> components,
      Progress progress) {
    List<Sample> lineup = ground.lineup().samples();
    Set<String> paths = lineup.stream().map(Sample::path).collect(Collectors.toSet());
    Tensor kept = Tensor.allocate(extractor.outputs().get(0).shape().batch(paths.size()));
    List<Sample> named = new ArrayList<>();
    Answers answers = new Answers(ground.primary().heads());
    try (Session analyzer = Session.open(parts.analyzer(), ground.threads())) {
      ground
          .captures()
          .each(
              ground.test(),
              (samples, inputs) -> {
                Tensor features = extractor.run(inputs);
                answers.add(samples, analyzer, features);
                for (int row = 0; row < samples.size(); row++) {
                  Sample sample = samples.get(row);
                  Tensor feature = features.rows(row, row + 1);
                  if (paths.contains(sample.path())) {
                    kept.rows(named.size(), named.size() + 1).buffer().put(feature.buffer());
                    named.add(sample);
                  }
                }
              },
              progress);
    }
    Rows features = new Rows(named, kept.rows(0, named.size())).of(lineup);
    return new Branch(parts, answers, features, components);
  }

  /** The shape of the feature. */
  Shape shape() {
    return parts.extractor().outputs().get(0).shape();
  }
}
