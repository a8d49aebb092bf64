package dev.winnow.audit;

import dev.winnow.core.Accuracy;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The labels that a classifier gave to samples. Those of several heads are joined as a data set
 * joins those of columns, so that an answer is right if every head is.
 */
public final class Predictions {
  private final List<OutputHead.Classification> heads;
  private final List<Sample> samples = new ArrayList<>();
  private final List<List<String>> given = new ArrayList<>();

  /**
   * @param heads outputs and the names of their classes
   */
  public Predictions(List<OutputHead.Classification> heads) {
    this.heads = heads;
  }

  /** What an analyzer answers to rows of features. */
  public static Predictions of(
      Network analyzer, List<OutputHead.Classification> heads, FeatureTable rows, int threads) {
    Predictions answers = new Predictions(heads);
    try (Session session = Session.open(analyzer, threads)) {
      answers.add(rows.samples(), session, rows.values());
    }
    return answers;
  }

  /**
   * What a whole network answers to captures.
   *
   * @param network of one input
   * @param captures prepared as it takes them
   */
  public static Predictions of(
      Network network,
      List<OutputHead.Classification> heads,
      PreparedSamples captures,
      List<Sample> samples,
      Progress progress) {
    Predictions answers = new Predictions(heads);
    try (Session session = Session.open(network, captures.threads())) {
      captures.each(samples, (batch, inputs) -> answers.add(batch, session, inputs), progress);
    }
    return answers;
  }

  /** Asks a session of one input about samples. */
  public void add(List<Sample> asked, Session session, Tensor inputs) {
    samples.addAll(asked);
    for (List<Integer> classes : classes(session, heads, inputs)) {
      given.add(
          IntStream.range(0, heads.size())
              .mapToObj(head -> heads.get(head).label(classes.get(head)))
              .toList());
    }
  }

  /**
   * Asks a session of one input.
   *
   * @return for each row the number of the class that each head answers
   */
  public static List<List<Integer>> classes(
      Session session, List<OutputHead.Classification> heads, Tensor inputs) {
    Map<String, Tensor> made = session.run(Map.of(session.inputs().get(0).name(), inputs));
    return IntStream.range(0, inputs.shape().dim(0))
        .mapToObj(
            row ->
                heads.stream()
                    .map(head -> Objects.requireNonNull(made.get(head.name()), head.name()))
                    .map(probabilities -> probabilities.rows(row, row + 1).largest())
                    .toList())
        .toList();
  }

  /** How often the answer is the label in a column, which every sample has. */
  public Accuracy accuracy(String column) {
    return Accuracy.of(truth(column), joined());
  }

  /** Of each sample whether the answer is its label in a column, which every sample has. */
  public List<Boolean> right(String column) {
    List<String> truth = truth(column);
    List<String> joined = joined();
    return IntStream.range(0, truth.size())
        .mapToObj(i -> truth.get(i).equals(joined.get(i)))
        .toList();
  }

  /**
   * How often each head is right.
   *
   * @param columns one for each head, in which every sample has a label
   */
  public List<Accuracy> each(List<String> columns) {
    List<Accuracy> accuracies = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      int head = i;
      accuracies.add(
          Accuracy.of(
              truth(columns.get(head)), given.stream().map(labels -> labels.get(head)).toList()));
    }
    return accuracies;
  }

  private List<String> joined() {
    return given.stream().map(labels -> String.join(Sample.JOINT, labels)).toList();
  }

  private List<String> truth(String column) {
    return samples.stream().map(sample -> sample.label(column).orElseThrow()).toList();
  }
}
