package dev.winnow.edge;

import dev.winnow.core.Accuracy;
import dev.winnow.core.Manifest;
import dev.winnow.core.OutputHead;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.NoSuchColumnException;
import dev.winnow.data.PrintableName;
import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Answers beside the labels of a data set. A label that the package does not know can never be
 * answered, so that it says nothing about the accuracy: such captures are counted apart. Labels are
 * compared as they are written: {@code Female} is not {@code female}.
 *
 * <p>For one thread at a time.
 */
public final class PrimaryScore {
  private static final int NAMED = 10;

  private final String column;
  private final List<OutputHead.Classification> heads;
  private final List<String> expected = new ArrayList<>();
  private final List<String> answered = new ArrayList<>();
  private final Map<String, Long> unknown = new TreeMap<>();

  private PrimaryScore(String column, List<OutputHead.Classification> heads) {
    this.column = column;
    this.heads = heads;
  }

  /**
   * A score of nothing yet.
   *
   * @param manifest whose labels can be answered
   * @param column of the right labels, or several joined by {@code +}, one for each head
   * @param captures that will be asked about
   * @throws NoSuchColumnException if they have no such column
   * @throws UnknownLabelsException if all labels of the captures are known by now, and none of them
   *     is the package's
   */
  public static PrimaryScore of(Manifest manifest, String column, CaptureStream captures) {
    captures.requireColumn(column);
    PrimaryScore score = new PrimaryScore(column, manifest.classifications());
    List<String> labels = captures.classes(column);
    if (!labels.isEmpty() && labels.stream().noneMatch(score::isKnown)) {
      throw new UnknownLabelsException(
          "no label of %s is one of the package's: the data set has %s, the package %s; name another column, or write the labels alike"
              .formatted(column, some(labels), score.known()));
    }
    return score;
  }

  /** Counts an answer, if the right label of its capture is known. */
  public void add(Prediction answer) {
    Optional<String> label = answer.sample().flatMap(sample -> sample.label(column));
    if (label.isEmpty()) {
      return;
    }
    if (isKnown(label.get())) {
      expected.add(label.get());
      answered.add(answer.label());
    } else {
      unknown.merge(label.get(), 1L, Long::sum);
    }
  }

  /** How often the answers were right, of the captures whose label the package knows; if any. */
  public Optional<Accuracy> accuracy() {
    return expected.isEmpty() ? Optional.empty() : Optional.of(Accuracy.of(expected, answered));
  }

  /** What is to be said about labels that the package does not know; empty if there were none. */
  public Optional<String> unknownSentence() {
    if (unknown.isEmpty()) {
      return Optional.empty();
    }
    List<String> counted =
        unknown.entrySet().stream().map(e -> e.getKey() + " (" + e.getValue() + ")").toList();
    return Optional.of(
        "not counted: %,d captures whose %s the package does not know: %s; it knows %s"
            .formatted(
                unknown.values().stream().mapToLong(Long::longValue).sum(),
                column,
                some(counted),
                known()));
  }

  /** A label of one head, or one of each, joined. */
  private boolean isKnown(String label) {
    if (heads.size() == 1) {
      return knows(heads.get(0), label);
    }
    List<String> parts = List.of(label.split("\\" + Sample.JOINT, -1));
    for (int i = 0; i < heads.size(); i++) {
      if (parts.size() != heads.size() || !knows(heads.get(i), parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Classes without names are numbered; how many there are, only the analyzer knows. */
  private static boolean knows(OutputHead.Classification head, String label) {
    return head.labels().isEmpty() ? label.matches("\\d+") : head.labels().contains(label);
  }

  private String known() {
    return heads.stream()
        .map(head -> head.labels().isEmpty() ? "numbers from 0" : some(head.labels()))
        .collect(Collectors.joining(" " + Sample.JOINT + " "));
  }

  private static String some(List<String> values) {
    String first =
        values.stream().limit(NAMED).map(PrintableName::of).collect(Collectors.joining(", "));
    return values.size() <= NAMED ? first : first + " and " + (values.size() - NAMED) + " more";
  }
}
