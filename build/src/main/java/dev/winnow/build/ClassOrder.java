package dev.winnow.build;

import dev.winnow.audit.PreparedSamples;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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
   * @param network whose output is asked
   * @param output place of the output among the network's
   * @param captures prepared as the network wants them
   * @param learning samples with a label in the column, to look at; at most {@value #MOST} are
   * @return none if two values get the same class, or one has no sample
   * @throws UnsuitableNetworkException if the output has another number of classes than the column
   *     has values
   */
  public static Optional<ClassOrder> find(
      Network network,
      int output,
      PreparedSamples captures,
      List<Sample> learning,
      String column,
      Progress progress) {
    List<String> values = captures.set().classes(column);
    TensorSpec answered = network.outputs().get(output);
    int classes = answered.shape().size();
    if (classes != values.size()) {
      throw new UnsuitableNetworkException(
          network,
          "answers %d classes without names in its output \"%s\", and the column \"%s\" has the %d values %s; name the classes in their order with --labels"
              .formatted(classes, answered.name(), column, values.size(), values));
    }
    int[][] counts = new int[classes][classes];
    try (Session session = Session.open(network, captures.threads())) {
      String input = session.inputs().get(0).name();
      captures.each(
          spread(learning),
          (read, inputs) -> {
            Tensor answers =
                Objects.requireNonNull(session.run(Map.of(input, inputs)).get(answered.name()));
            for (int row = 0; row < read.size(); row++) {
              int value = values.indexOf(read.get(row).label(column).orElseThrow());
              counts[value][answers.rows(row, row + 1).largest()]++;
            }
          },
          progress);
    }
    return of(values, counts);
  }

  private static Optional<ClassOrder> of(List<String> values, int[][] counts) {
    List<String> labels = new ArrayList<>(values);
    Set<Integer> taken = new HashSet<>();
    int samples = 0;
    double agreement = 0;
    for (int value = 0; value < values.size(); value++) {
      int all = Arrays.stream(counts[value]).sum();
      int best = 0;
      for (int i = 0; i < values.size(); i++) {
        best = counts[value][i] > counts[value][best] ? i : best;
      }
      if (all == 0 || !taken.add(best)) {
        return Optional.empty();
      }
      labels.set(best, values.get(value));
      samples += all;
      agreement += (double) counts[value][best] / all / values.size();
    }
    return Optional.of(new ClassOrder(labels, samples, agreement));
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
