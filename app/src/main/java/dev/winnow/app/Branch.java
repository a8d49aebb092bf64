package dev.winnow.app;

import dev.winnow.core.Accuracy;
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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One network of a ladder, the original or the fine-tuned one, and what a look at all pictures
 * tells of its feature.
 *
 * @param parts the network cut in two, with nothing between
 * @param accuracy of the network on the test people
 * @param features of the line-up, in its order
 * @param components of the training features
 */
record Branch(Parts parts, Accuracy accuracy, Rows features, PrincipalComponents components) {

  /** Looks at all pictures once. */
  static Branch of(Network network, Cut cut, Ground ground, int dims, Progress progress) {
    Parts parts = network.split(cut);
    Set<Sample> train = Set.copyOf(ground.train());
    Set<String> lineup =
        ground.lineup().samples().stream().map(Sample::path).collect(Collectors.toSet());
    List<Sample> all = new ArrayList<>(ground.train());
    all.addAll(ground.test());
    Tensor kept = Tensor.allocate(cut.shape().batch(lineup.size()));
    List<Sample> named = new ArrayList<>();
    Answers answers = new Answers(network.card().labels());
    try (Session extractor = Session.open(parts.extractor(), ground.threads());
        Session analyzer = Session.open(parts.analyzer(), ground.threads());
        Pca pca = Pca.of(cut.shape().size(), dims, ground.threads())) {
      ground
          .captures()
          .each(
              all,
              (samples, inputs) -> {
                Tensor features = extractor.run(inputs);
                for (int row = 0; row < samples.size(); row++) {
                  Sample sample = samples.get(row);
                  Tensor feature = features.rows(row, row + 1);
                  if (train.contains(sample)) {
                    pca.add(feature);
                    continue;
                  }
                  answers.add(sample, analyzer.run(feature));
                  if (lineup.contains(sample.path())) {
                    kept.rows(named.size(), named.size() + 1).buffer().put(feature.buffer());
                    named.add(sample);
                  }
                }
              },
              progress);
      Rows features = new Rows(named, kept.rows(0, named.size())).of(ground.lineup().samples());
      return new Branch(parts, answers.accuracy(ground.primary()), features, pca.components());
    }
  }

  /** The shape of the feature. */
  Shape shape() {
    return parts.extractor().outputs().get(0).shape();
  }
}
