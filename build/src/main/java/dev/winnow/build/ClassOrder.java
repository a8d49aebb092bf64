package dev.winnow.build;

import dev.winnow.audit.PreparedSamples;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * Which class of a network that does not name them is which value of a data set's column: the one
 * that it answers most often to samples of that value.
 *
 * @param labels values of the column, in the order of the network's classes
 * @param samples that were asked about
 * @param agreement mean over the values of the share that is answered with its class, from 0 to 1
 */
public record ClassOrder(List<String> labels, int samples, double agreement) {
  /** Enough to tell classes apart. */
  private static final int MOST = 1000;

  public ClassOrder {
    labels = List.copyOf(labels);
  }

  /**
   * Asks the network.
   *
   * @param network of one output
   * @param learning samples with a label in the column, to look at; at most {@value #MOST} are
   * @throws UnsuitableNetworkException if it has another number of classes than the column has
   *     values, or two values get the same class
   */
  public static ClassOrder find(
      Network network,
      PreparedSamples captures,
      List<Sample> learning,
      String column,
      Progress progress) {
    List<String> values = captures.set().classes(column);
    int classes = network.outputs().get(0).shape().size();
    if (classes != values.size()) {
      throw new UnsuitableNetworkException(
          network,
          "answers %d classes without names, and the column \"%s\" has the %d values %s; name the classes in their order with --labels"
              .formatted(classes, column, values.size(), values));
    }
    int[][] answered = new int[classes][classes];
    List<Sample> asked = spread(learning);
    try (Session session = Session.open(network, captures.threads())) {
      captures.each(
          asked,
          (read, inputs) -> {
            Tensor answers = session.run(inputs);
            for (int row = 0; row < read.size(); row++) {
              int value = values.indexOf(read.get(row).label(column).orElseThrow());
              answered[value][answers.rows(row, row + 1).largest()]++;
            }
          },
          progress);
    }
    return of(network, column, values, answered);
  }

  private static ClassOrder of(
      Network network, String column, List<String> values, int[][] answered) {
    List<String> labels = new ArrayList<>(values);
    List<Integer> taken = new ArrayList<>();
    int samples = 0;
    double agreement = 0;
    for (int value = 0; value < values.size(); value++) {
      int best = 0;
      int all = 0;
      for (int i = 0; i < values.size(); i++) {
        all += answered[value][i];
        best = answered[value][i] > answered[value][best] ? i : best;
      }
      int other = taken.indexOf(best);
      if (all == 0 || other >= 0) {
        throw new UnsuitableNetworkException(
            network,
            all == 0
                ? "does not name its classes, and there is no \"%s\" in the column \"%s\" to learn from; name the classes in their order with --labels"
                    .formatted(values.get(value), column)
                : "does not name its classes, and answers class %d to most \"%s\" and to most \"%s\" of the column \"%s\", so that their order does not show; name them in their order with --labels"
                    .formatted(best, values.get(other), values.get(value), column));
      }
      taken.add(best);
      labels.set(best, values.get(value));
      samples += all;
      agreement += (double) answered[value][best] / all / values.size();
    }
    return new ClassOrder(labels, samples, agreement);
  }

  /** Evenly from all of them, so that no value that stands together is missed. */
  private static List<Sample> spread(List<Sample> samples) {
    int step = Math.max(1, samples.size() / MOST);
    List<Sample> spread = new ArrayList<>();
    for (int i = 0; i < samples.size(); i += step) {
      spread.add(samples.get(i));
    }
    return spread;
  }
}
