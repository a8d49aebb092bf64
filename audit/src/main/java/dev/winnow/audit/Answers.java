package dev.winnow.audit;

import dev.winnow.core.Accuracy;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.util.ArrayList;
import java.util.List;

/** The labels that a classifier gave to samples. */
public final class Answers {
  private final List<String> labels;
  private final List<Sample> samples = new ArrayList<>();
  private final List<String> given = new ArrayList<>();

  /**
   * @param labels names of the classes
   */
  public Answers(List<String> labels) {
    this.labels = labels;
  }

  /** What an analyzer answers to rows of features. */
  public static Answers of(Network analyzer, List<String> labels, Rows rows, int threads) {
    Answers answers = new Answers(labels);
    try (Session session = Session.open(analyzer, threads)) {
      Tensor probabilities = session.run(rows.values());
      for (int row = 0; row < rows.samples().size(); row++) {
        answers.add(rows.samples().get(row), probabilities.rows(row, row + 1));
      }
    }
    return answers;
  }

  /** The most probable label is the answer. */
  public void add(Sample sample, Tensor probabilities) {
    samples.add(sample);
    given.add(labels.get(probabilities.largest()));
  }

  /** How often the answer is the label in a column, which every sample has. */
  public Accuracy accuracy(String column) {
    return Accuracy.of(
        samples.stream().map(sample -> sample.label(column).orElseThrow()).toList(), given);
  }
}
