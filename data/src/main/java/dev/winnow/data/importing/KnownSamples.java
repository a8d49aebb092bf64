package dev.winnow.data.importing;

import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Sample;
import dev.winnow.data.Split;
import dev.winnow.data.TimeWindow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
  private static final String START = "start";
  private static final String END = "end";

  /**
   * @throws MalformedDataSetException if a split is none, or a part of a file is none
   */
  static KnownSamples of(KnownFiles known, ColumnEdits edits) {
    List<Row> edited = new ArrayList<>();
    for (String path : known.paths()) {
      known.of(path).forEach(values -> edited.add(new Row(path, edits.apply(values))));
    }
    Optional<String> split = splitColumn(edited);
    Function<String, Split> splits = splits(edited, split);
    List<Sample> samples = new ArrayList<>();
    for (Row row : edited) {
      Map<String, String> labels = new HashMap<>(row.values());
      Optional<Split> bound = split.map(labels::remove).map(splits);
      Optional<TimeWindow> window = window(row.path(), labels);
      if (!labels.isEmpty()) {
        samples.add(new Sample(row.path(), labels, bound, window));
      }
    }
    Set<String> reserved =
        Stream.of(split.orElse(SplitWords.COLUMN), SplitWords.COLUMN, START, END)
            .collect(Collectors.toSet());
    List<String> columns =
        known.columns().stream()
            .map(edits::name)
            .distinct()
            .filter(edits::stays)
            .filter(column -> !reserved.contains(column))
            .toList();
    return new KnownSamples(columns, samples, edited.size() - samples.size());
  }

  /** What is known of a file, or a part of it. */
  private record Row(String path, Map<String, String> values) {}

  private static Optional<String> splitColumn(List<Row> rows) {
    if (rows.stream().anyMatch(row -> row.values().containsKey(SplitWords.COLUMN))) {
      return Optional.of(SplitWords.COLUMN);
    }
    return SplitWords.SYNONYMS.stream()
        .filter(name -> SplitWords.allWordsOrNumbers(values(rows, name)))
        .findFirst();
  }

  private static Function<String, Split> splits(List<Row> rows, Optional<String> column) {
    Set<String> values = column.map(name -> values(rows, name)).orElse(Set.of());
    return SplitWords.of(values)::split;
  }

  private static Set<String> values(List<Row> rows, String column) {
    return rows.stream()
        .flatMap(row -> Optional.ofNullable(row.values().get(column)).stream())
        .collect(Collectors.toSet());
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
