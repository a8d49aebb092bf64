package dev.winnow.data.importing;

import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Sample;
import dev.winnow.data.Split;
import dev.winnow.data.TimeWindow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Samples made of what is known of files.
 *
 * @param columns of their labels
 * @param samples with a label
 * @param unlabelled how many had none
 */
record KnownSamples(List<String> columns, List<Sample> samples, int unlabelled) {
  /** Column of when a part of a file begins, in seconds. */
  static final String START = "start";

  /** Column of when it ends. */
  static final String END = "end";

  /**
   * @throws MalformedDataSetException if a split is none, or a part of a file is none
   */
  static KnownSamples of(KnownFiles known, ColumnEdits edits) {
    Map<String, Set<String>> splitValues = splitValues(known, edits);
    Optional<String> split = splitColumn(splitValues);
    SplitWords words =
        SplitWords.of(
            split.map(column -> splitValues.getOrDefault(column, Set.of())).orElse(Set.of()));
    List<Sample> samples = new ArrayList<>();
    int unlabelled = 0;
    for (String path : known.paths()) {
      for (Map<String, String> values : known.of(path)) {
        Map<String, String> labels = edits.apply(values);
        Optional<Split> bound = split.map(labels::remove).map(words::split);
        Optional<TimeWindow> window = window(path, labels);
        if (labels.isEmpty()) {
          unlabelled++;
        } else {
          samples.add(new Sample(path, labels, bound, window));
        }
      }
    }
    return new KnownSamples(columns(known, edits, split), samples, unlabelled);
  }

  private static List<String> columns(KnownFiles known, ColumnEdits edits, Optional<String> split) {
    Set<String> reserved =
        Stream.of(split.orElse(SplitWords.COLUMN), SplitWords.COLUMN, START, END)
            .collect(Collectors.toSet());
    return known.columns().stream()
        .map(edits::name)
        .distinct()
        .filter(edits::stays)
        .filter(column -> !reserved.contains(column))
        .toList();
  }

  /** What the columns hold that may be the split. */
  private static Map<String, Set<String>> splitValues(KnownFiles known, ColumnEdits edits) {
    Map<String, Set<String>> found = new HashMap<>();
    for (String path : known.paths()) {
      for (Map<String, String> values : known.of(path)) {
        edits
            .apply(values)
            .forEach(
                (column, value) -> {
                  if (column.equals(SplitWords.COLUMN) || SplitWords.SYNONYMS.contains(column)) {
                    found.computeIfAbsent(column, c -> new HashSet<>()).add(value);
                  }
                });
      }
    }
    return found;
  }

  private static Optional<String> splitColumn(Map<String, Set<String>> values) {
    if (values.containsKey(SplitWords.COLUMN)) {
      return Optional.of(SplitWords.COLUMN);
    }
    return SplitWords.SYNONYMS.stream()
        .filter(name -> SplitWords.allWordsOrNumbers(values.getOrDefault(name, Set.of())))
        .findFirst();
  }

  private static Optional<TimeWindow> window(String path, Map<String, String> labels) {
    String start = Optional.ofNullable(labels.remove(START)).orElse("");
    String end = Optional.ofNullable(labels.remove(END)).orElse("");
    if (start.isEmpty() && end.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new TimeWindow(Double.parseDouble(start), Double.parseDouble(end)));
    } catch (IllegalArgumentException e) {
      throw new MalformedDataSetException(
          "the part of %s from \"%s\" to \"%s\" is none; start and end are seconds, 0 or later, or leave both out with --drop"
              .formatted(path, start, end),
          e);
    }
  }
}
