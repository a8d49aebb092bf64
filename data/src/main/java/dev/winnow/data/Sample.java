package dev.winnow.data;

import java.util.Map;
import java.util.Optional;

/**
 * One row of {@code samples.csv}: a file and what is known about it.
 *
 * @param path of the file below the data set's root, with {@code /} between its parts
 * @param labels by column; a label that is not known is absent
 * @param split the part of the data set that the sample is bound to, if any
 */
public record Sample(String path, Map<String, String> labels, Optional<Split> split) {
  public Sample {
    labels = Map.copyOf(labels);
  }

  /** A sample that is bound to no split. */
  public static Sample of(String path, Map<String, String> labels) {
    return new Sample(path, labels, Optional.empty());
  }

  /** The label in a column; empty if it is not known. */
  public Optional<String> label(String column) {
    return Optional.ofNullable(labels.get(column));
  }
}
