package dev.winnow.build.plan;

import dev.winnow.attack.adversary.Standardiser;
import dev.winnow.core.Accuracy;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.tabular.TabularNetworks;
import dev.winnow.learn.tabular.TabularSettings;
import dev.winnow.learn.tabular.TabularTraining;
import dev.winnow.learn.training.Schedule;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How much of the label shows in the features of a network as it is, by logistic regression on the
 * mean of each channel (Alain and Bengio 2016, "Understanding intermediate layers using linear
 * classifier probes"). One look at the captures serves all cuts of a network.
 */
final class LinearProbe {
  private static final Schedule SCHEDULE = new Schedule(20, 64, 3e-3, Optimizer.ADAM);

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

  /** Balanced accuracy on samples that were not learned from, by the tensor of the cut. */
  Map<String, Double> accuracies(List<Sample> train, List<Sample> test, Progress progress) {
    List<Sample> learned = new ArrayList<>();
    List<List<float[]>> known = rows(train, learned, progress);
    List<Sample> asked = new ArrayList<>();
    List<List<float[]>> unknown = rows(test, asked, progress);
    Map<String, Double> accuracies = new LinkedHashMap<>();
    for (int cut = 0; cut < cuts.size(); cut++) {
      double right = accuracy(known.get(cut), learned, unknown.get(cut), asked);
      accuracies.put(cuts.get(cut).tensor(), right);
    }
    return accuracies;
  }

  private double accuracy(
      List<float[]> known, List<Sample> learned, List<float[]> unknown, List<Sample> asked) {
    List<String> truth = asked.stream().map(this::label).toList();
    List<Integer> classes = learned.stream().map(sample -> labels.indexOf(label(sample))).toList();
    Tensor rows = tensor(known);
    Standardiser standardiser = Standardiser.of(rows);
    Network probe =
        TabularTraining.run(
            TabularNetworks.logistic(known.get(0).length, labels.size()),
            standardiser.apply(rows),
            classes,
            TabularSettings.of(SCHEDULE, seed, sized.captures().threads()).withBalance(),
            Progress.NONE);
    try (Session session = Session.open(probe, 1)) {
      Tensor answers = session.run(standardiser.apply(tensor(unknown)));
      List<String> given =
          IntStream.range(0, unknown.size())
              .mapToObj(row -> labels.get(answers.rows(row, row + 1).largest()))
              .toList();
      return Accuracy.of(truth, given).balanced();
    }
  }

  private String label(Sample sample) {
    return sample.label(primary).orElseThrow();
  }

  /** For each cut a row of means for each sample that could be read. */
  private List<List<float[]>> rows(List<Sample> samples, List<Sample> read, Progress progress) {
    List<List<float[]>> rows = new ArrayList<>();
    List<Session> sessions = new ArrayList<>();
    try {
      for (Cut cut : cuts) {
        rows.add(new ArrayList<>());
        Network extractor = sized.network().split(cut).extractor();
        sessions.add(Session.open(extractor, sized.captures().threads()));
      }
      sized
          .captures()
          .each(
              samples,
              (batch, inputs) -> {
                read.addAll(batch);
                for (int cut = 0; cut < sessions.size(); cut++) {
                  Tensor made = sessions.get(cut).run(inputs);
                  for (int row = 0; row < batch.size(); row++) {
                    rows.get(cut).add(means(made.rows(row, row + 1), cuts.get(cut).shape()));
                  }
                }
              },
              progress);
      return rows;
    } finally {
      sessions.forEach(Session::close);
    }
  }

  /** The mean of each channel over all places, or the values themselves where there are none. */
  private static float[] means(Tensor feature, Shape shape) {
    float[] values = feature.toArray();
    if (shape.rank() < 2) {
      return values;
    }
    int channels = shape.dim(0);
    int places = values.length / channels;
    float[] means = new float[channels];
    for (int i = 0; i < values.length; i++) {
      means[i / places] += values[i] / places;
    }
    return means;
  }

  private static Tensor tensor(List<float[]> rows) {
    Tensor tensor = Tensor.allocate(Shape.of(rows.size(), rows.get(0).length));
    FloatBuffer values = tensor.buffer();
    rows.forEach(values::put);
    return tensor;
  }
}
