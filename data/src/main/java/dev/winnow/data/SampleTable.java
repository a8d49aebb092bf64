package dev.winnow.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code samples.csv} as samples and back. A label that is empty or NaN is not known. */
record SampleTable(List<String> columns, List<Sample> samples) {
  private static final String PATH = "path";
  private static final String SPLIT = "split";
  private static final String START = "start";
  private static final String END = "end";
  private static final Set<String> RESERVED = Set.of(PATH, SPLIT, START, END);

  /**
   * @throws MalformedDataSetException if the table names a file, or the same part of it, twice or a
   *     path that leads out of the data set, a split that is none, or a part that is empty
   */
  static SampleTable of(CsvTable table) {
    int path = table.column(PATH);
    int split = table.header().indexOf(SPLIT);
    Set<List<Object>> seen = new HashSet<>();
    List<Sample> samples = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      Sample sample =
          new Sample(
              requirePath(table, row, row.values().get(path)),
              labels(table.header(), row),
              split < 0 ? Optional.empty() : split(table, row, row.values().get(split)),
              window(table, row));
      if (!seen.add(List.of(sample.path(), sample.window()))) {
        throw malformed(table, row, "names " + sample.path() + " a second time; remove one row");
      }
      samples.add(sample);
    }
    return new SampleTable(
        table.header().stream().filter(SampleTable::isLabel).toList(), List.copyOf(samples));
  }

  String text() {
    boolean bound = samples.stream().anyMatch(sample -> sample.split().isPresent());
    List<String> header = new ArrayList<>();
    header.add(PATH);
    header.addAll(columns);
    if (bound) {
      header.add(SPLIT);
    }
    boolean parts = samples.stream().anyMatch(sample -> sample.window().isPresent());
    if (parts) {
      header.addAll(List.of(START, END));
    }
    List<CsvTable.Row> rows = samples.stream().map(sample -> row(sample, bound, parts)).toList();
    return new CsvTable(DataSet.SAMPLES, header, rows).text();
  }

  private CsvTable.Row row(Sample sample, boolean bound, boolean parts) {
    List<String> values = new ArrayList<>();
    values.add(sample.path());
    columns.forEach(column -> values.add(sample.label(column).orElse("")));
    if (bound) {
      values.add(sample.split().map(Split::word).orElse(""));
    }
    if (parts) {
      values.add(sample.window().map(part -> String.valueOf(part.start())).orElse(""));
      values.add(sample.window().map(part -> String.valueOf(part.end())).orElse(""));
    }
    return new CsvTable.Row(0, values);
  }

  private static boolean isLabel(String column) {
    return !RESERVED.contains(column);
  }

  /** Programs that write tables call an empty cell NaN. */
  private static boolean isKnown(String value) {
    return !value.isBlank() && !value.equalsIgnoreCase("nan");
  }

  private static Map<String, String> labels(List<String> header, CsvTable.Row row) {
    Map<String, String> labels = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String value = row.values().get(i);
      if (isLabel(header.get(i)) && isKnown(value)) {
        labels.put(header.get(i), value);
      }
    }
    return labels;
  }

  private static Optional<Split> split(CsvTable table, CsvTable.Row row, String word) {
    Optional<Split> split = Split.ofWord(word);
    if (split.isEmpty() && !word.isEmpty()) {
      throw malformed(table, row, "has a split that is none of train, validation, test");
    }
    return split;
  }

  private static Optional<TimeWindow> window(CsvTable table, CsvTable.Row row) {
    String start = text(table, row, START);
    String end = text(table, row, END);
    if (start.isEmpty() && end.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new TimeWindow(Double.parseDouble(start), Double.parseDouble(end)));
    } catch (IllegalArgumentException e) {
      throw malformed(table, row, "needs a start and an end in seconds, 0 or later, or neither");
    }
  }

  private static String text(CsvTable table, CsvTable.Row row, String name) {
    int column = table.header().indexOf(name);
    return column < 0 ? "" : row.values().get(column);
  }

  private static String requirePath(CsvTable table, CsvTable.Row row, String text) {
    try {
      Path path = Path.of(text);
      if (!text.isEmpty() && !path.isAbsolute() && !path.normalize().startsWith("..")) {
        return text;
      }
    } catch (InvalidPathException e) {
      throw malformed(table, row, "has a path that no file can have");
    }
    throw malformed(table, row, "needs a path that is relative and stays below the root");
  }

  private static MalformedDataSetException malformed(CsvTable table, CsvTable.Row row, String why) {
    return new MalformedDataSetException(table.what() + ", line " + row.line() + ", " + why);
  }
}
