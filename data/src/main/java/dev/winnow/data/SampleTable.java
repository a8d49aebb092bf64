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

/** {@code samples.csv} as samples and back. An empty value is a label that is not known. */
record SampleTable(List<String> columns, List<Sample> samples) {
  private static final String PATH = "path";
  private static final String SPLIT = "split";

  /**
   * @throws MalformedDataSetException if the table names a path twice or one that leads out of the
   *     data set, or a split that is none
   */
  static SampleTable of(CsvTable table) {
    int path = table.column(PATH);
    int split = table.header().indexOf(SPLIT);
    Set<String> seen = new HashSet<>();
    List<Sample> samples = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      Sample sample =
          new Sample(
              requirePath(table, row, row.values().get(path)),
              labels(table.header(), row),
              split < 0 ? Optional.empty() : split(table, row, row.values().get(split)));
      if (!seen.add(sample.path())) {
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
    List<CsvTable.Row> rows = samples.stream().map(sample -> row(sample, bound)).toList();
    return new CsvTable(DataSet.SAMPLES, header, rows).text();
  }

  private CsvTable.Row row(Sample sample, boolean bound) {
    List<String> values = new ArrayList<>();
    values.add(sample.path());
    columns.forEach(column -> values.add(sample.label(column).orElse("")));
    if (bound) {
      values.add(sample.split().map(Split::word).orElse(""));
    }
    return new CsvTable.Row(0, values);
  }

  private static boolean isLabel(String column) {
    return !column.equals(PATH) && !column.equals(SPLIT);
  }

  private static Map<String, String> labels(List<String> header, CsvTable.Row row) {
    Map<String, String> labels = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String value = row.values().get(i);
      if (isLabel(header.get(i)) && !value.isEmpty()) {
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
