package dev.winnow.build.plan;

import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.ClassifierAdversary;
import dev.winnow.attack.control.FeaturePooling;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.audit.FeatureTable;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of the label shows in the features of a network as it is, by logistic regression on the
 * mean of each channel (Alain and Bengio 2016, "Understanding intermediate layers using linear
 * classifier probes"), and how much else does. One look at the captures serves all cuts of a
 * network.
 */
final class LinearProbe {
  private final SizedNetwork sized;
  private final List<Cut> cuts;
  private final List<String> labels;
  private final String primary;
  private final long seed;

  LinearProbe(SizedNetwork sized, List<Cut> cuts, List<String> labels, String primary, long seed) {
    this.sized = sized;
    this.cuts = cuts;
    this.labels = labels;
    this.primary = primary;
    this.seed = seed;
  }

  /** What is found at each cut, by its tensor. */
  Map<String, ProbedCut> run(List<Sample> train, List<Sample> test, Progress progress) {
    List<IntraClassRadius> radii =
        cuts.stream().map(cut -> new IntraClassRadius(cut.shape(), labels.size())).toList();
    List<FeatureTable> known = means(train, radii, progress);
    List<FeatureTable> unknown = means(test, List.of(), progress);
    Map<String, ProbedCut> probed = new LinkedHashMap<>();
    for (int cut = 0; cut < cuts.size(); cut++) {
      double balanced = accuracy(known.get(cut), unknown.get(cut));
      probed.put(cuts.get(cut).tensor(), new ProbedCut(balanced, radii.get(cut).share()));
    }
    return probed;
  }

  private double accuracy(FeatureTable known, FeatureTable unknown) {
    AttackData data =
        new AttackData(
            known.values(), classes(known.samples()), unknown.values(), classes(unknown.samples()));
    int threads = sized.captures().threads();
    Ranking ranking =
        Ranking.of(
            ClassifierAdversary.logistic(seed, threads).withBalance(), data.prepared(threads));
    return ranking.mean(Metric.BALANCED);
  }

  private List<Integer> classes(List<Sample> samples) {
    return samples.stream()
        .map(sample -> labels.indexOf(sample.label(primary).orElseThrow()))
        .toList();
  }

  /**
   * For each cut the mean of each channel, of every sample that can be read.
   *
   * @param radii receive the features of each cut; none if nobody asks
   */
  private List<FeatureTable> means(
      List<Sample> samples, List<IntraClassRadius> radii, Progress progress) {
    List<Sample> read = new ArrayList<>();
    List<Means> all = new ArrayList<>();
    try {
      for (Cut cut : cuts) {
        all.add(Means.of(sized, cut, samples.size()));
      }
      sized
          .captures()
          .each(
              samples,
              (batch, inputs) -> {
                List<Integer> classes = classes(batch);
                for (int cut = 0; cut < all.size(); cut++) {
                  Tensor features = all.get(cut).put(read.size(), inputs);
                  if (!radii.isEmpty()) {
                    radii.get(cut).add(features, classes);
                  }
                }
                read.addAll(batch);
              },
              progress);
      return all.stream()
          .map(means -> new FeatureTable(read, means.values.rows(0, read.size())))
          .toList();
    } finally {
      all.forEach(Means::close);
    }
  }

  /** What is made of captures up to one cut. */
  private record Means(Session extractor, FeaturePooling pooling, Tensor values)
      implements AutoCloseable {
    static Means of(SizedNetwork sized, Cut cut, int samples) {
      FeaturePooling pooling = FeaturePooling.of(cut.shape(), 1);
      Session extractor =
          Session.open(sized.network().split(cut).extractor(), sized.captures().threads());
      return new Means(extractor, pooling, Tensor.allocate(pooling.shape().batch(samples)));
    }

    Tensor put(int from, Tensor inputs) {
      Tensor features = extractor.run(inputs);
      Tensor pooled = pooling.of(features);
      values.rows(from, from + pooled.shape().dim(0)).buffer().put(pooled.buffer());
      return features;
    }

    @Override
    public void close() {
      extractor.close();
    }
  }
}
