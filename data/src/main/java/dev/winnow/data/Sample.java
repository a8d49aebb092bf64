package dev.winnow.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One row of {@code samples.csv}: a file and what is known about it.
 *
 * @param path of the file below the data set's root, with {@code /} between its parts
 * @param labels by column; a label that is not known is absent
 * @param split the part of the data set that the sample is bound to, if any
 * @param window the part of the file that the sample is; empty if it is all of it
 */
public record Sample(
    String path, Map<String, String> labels, Optional<Split> split, Optional<TimeWindow> window) {
  /** What joins columns, and labels. */
  public static final String JOINT = "+";

  /** Column of what was recorded at one time, in one go. */
  public static final String SESSION = "session";

  public Sample {
    labels = Map.copyOf(labels);
  }

  /** A sample that is bound to no split. */
  public static Sample of(String path, Map<String, String> labels) {
    return new Sample(path, labels, Optional.empty());
  }

  /** A sample that is all of its file. */
  public Sample(String path, Map<String, String> labels, Optional<Split> split) {
    this(path, labels, split, Optional.empty());
  }

  /** What tells it from any other sample of its set: its file, and the part of it. */
  public String capture() {
    return window.map(part -> path + ", " + part).orElse(path);
  }

  /** This sample as a part of its file. */
  public Sample during(TimeWindow part) {
    return new Sample(path, labels, split, Optional.of(part));
  }

  /**
   * The label in a column; empty if it is not known. Columns joined by {@code +} have labels joined
   * likewise: {@code gender+smile} may be {@code female+smiling}, and is not known where one of
   * both is not.
   */
  public Optional<String> label(String column) {
    if (labels.containsKey(column) || !column.contains(JOINT)) {
      return Optional.ofNullable(labels.get(column));
    }
    List<String> parts = parts(column).filter(labels::containsKey).map(labels::get).toList();
    return parts.size() == parts(column).count()
        ? Optional.of(String.join(JOINT, parts))
        : Optional.empty();
  }

  /**
   * What was recorded in one go with this sample, and is as like it as nothing else: the label in
   * the column {@link #SESSION}, or else the file.
   */
  public String session() {
    return label(SESSION).orElse(path);
  }

  static Stream<String> parts(String column) {
    return Stream.of(column.split(Pattern.quote(JOINT), -1));
  }
}
