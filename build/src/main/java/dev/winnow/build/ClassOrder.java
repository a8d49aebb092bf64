package dev.winnow.build;

import dev.winnow.audit.PreparedSamples;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.data.DataSet;
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

  /** What an output answered to the values of a column: by value and class, how often. */
  private static final class Tally {
    private final String output;
    private final String column;
    private final List<String> values;
    private final int[][] counts;

    Tally(String output, String column, List<String> values) {
      this.output = output;
      this.column = column;
      this.values = values;
      this.counts = new int[values.size()][values.size()];
    }

    static Optional<Tally> of(TensorSpec output, DataSet set, String column) {
      List<String> values = set.classes(column);
      return output.shape().size() == values.size()
          ? Optional.of(new Tally(output.name(), column, values))
          : Optional.empty();
    }

    void add(List<Sample> read, Map<String, Tensor> answers) {
      Tensor own = Objects.requireNonNull(answers.get(output));
      for (int row = 0; row < read.size(); row++) {
        int answered = own.rows(row, row + 1).largest();
        read.get(row).label(column).ifPresent(label -> counts[values.indexOf(label)][answered]++);
      }
    }

    Optional<ClassOrder> order() {
      return ClassOrder.of(values, counts);
    }
  }

  /**
   * Asks the network about labelled samples, once for all of its outputs.
   *
   * @param captures prepared as the network wants them
   * @param learning samples to look at, of which those without a label are passed over and at most
   *     {@value #MOST} are asked about
   * @param columns one for each output
   * @return one for each column; none if two of its values get the same class, one has no sample,
   *     or the output has another number of classes than the column has values
   */
  public static List<Optional<ClassOrder>> find(
      Network network,
      PreparedSamples captures,
      List<Sample> learning,
      List<String> columns,
      Progress progress) {
    List<Optional<Tally>> tallies = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      tallies.add(Tally.of(network.outputs().get(i), captures.set(), columns.get(i)));
    }
    List<Sample> labelled =
        learning.stream()
            .filter(sample -> columns.stream().anyMatch(c -> sample.label(c).isPresent()))
            .toList();
    try (Session session = Session.open(network, captures.threads())) {
      String input = session.inputs().get(0).name();
      captures.each(
          spread(labelled),
          (read, inputs) -> {
            Map<String, Tensor> answers = session.run(Map.of(input, inputs));
            tallies.forEach(tally -> tally.ifPresent(t -> t.add(read, answers)));
          },
          progress);
    }
    return tallies.stream().map(tally -> tally.flatMap(Tally::order)).toList();
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
    int step = Math.max(1, (samples.size() + MOST - 1) / MOST);
    List<Sample> spread = new ArrayList<>();
    for (int i = 0; i < samples.size(); i += step) {
      spread.add(samples.get(i));
    }
    return spread;
  }
}
