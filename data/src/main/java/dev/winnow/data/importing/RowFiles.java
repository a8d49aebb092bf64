package dev.winnow.data.importing;

import dev.winnow.data.CsvTable;
import java.util.Collections;
import java.util.List;

/**
 * Which files each row of a table is about.
 *
 * @param columns by whose values they were found
 * @param isByFile whether the one column names files
 * @param files of every row
 */
record RowFiles(List<String> columns, boolean isByFile, List<List<String>> files) {
  RowFiles {
    columns = List.copyOf(columns);
    files = List.copyOf(files);
  }

  static RowFiles none(CsvTable table) {
    return new RowFiles(List.of(), false, Collections.nCopies(table.rows().size(), List.of()));
  }

  /** How many different files were found. */
  long count() {
    return files.stream().flatMap(List::stream).distinct().count();
  }

  boolean isEmpty() {
    return files.stream().allMatch(List::isEmpty);
  }
}
