package dev.winnow.learn.transfer;

import dev.winnow.core.Accuracy;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.example.Head;
import dev.winnow.learn.tabular.TabularNetworks.Standardisation;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network made of captures.
 *
 * @param values samples × shape of the feature
 * @param classes the number of the right class of each
 */
record FeatureRows(Tensor values, List<Integer> classes) {
  private static final int BATCH = 256;

  /** A feature that hardly changes is not blown up. */
  private static final double LEAST_DEVIATION = 1e-6;

  FeatureRows {
    classes = List.copyOf(classes);
  }

  /** Puts rows of one shape together; as many as there are classes. */
  static FeatureRows of(Shape shape, List<float[]> rows, List<Integer> classes) {
    Tensor values = Tensor.allocate(shape.batch(rows.size()));
    FloatBuffer into = values.buffer();
    rows.forEach(into::put);
    return new FeatureRows(values, classes);
  }

  /** Mean and deviation of each value over all rows. */
  Standardisation sizes() {
    int width = values.shape().row().size();
    int count = classes.size();
    double[] mean = new double[width];
    double[] square = new double[width];
    FloatBuffer all = values.buffer();
    for (int i = 0; i < count * width; i++) {
      mean[i % width] += (double) all.get(i) / count;
    }
    for (int i = 0; i < count * width; i++) {
      double distance = all.get(i) - mean[i % width];
      square[i % width] += distance * distance / count;
    }
    double[] scale = new double[width];
    for (int i = 0; i < width; i++) {
      scale[i] = 1 / Math.max(LEAST_DEVIATION, Math.sqrt(square[i]));
    }
    return Standardisation.of(mean, scale);
  }

  /** How often a head is right. */
  Accuracy accuracy(Network network, Head head, int threads) {
    List<String> answers = new ArrayList<>();
    try (Session session = Session.open(network, threads)) {
      for (int from = 0; from < classes.size(); from += BATCH) {
        Tensor made = session.run(values.rows(from, Math.min(from + BATCH, classes.size())));
        for (int row = 0; row < made.shape().dim(0); row++) {
          answers.add(head.labels().get(made.rows(row, row + 1).largest()));
        }
      }
    }
    return Accuracy.of(classes.stream().map(head.labels()::get).toList(), answers);
  }
}
