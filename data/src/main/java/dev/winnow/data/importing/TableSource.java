package dev.winnow.data.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A file that holds a table about captures.
 *
 * @param file of text
 * @param columns their names, if the file has no header; else none
 * @param keys the columns by which rows find their files, if they are not to be found out; else
 *     none
 * @param constants values of further columns that are the same in every row, such as a list of one
 *     split's files needs
 */
public record TableSource(
    Path file, List<String> columns, List<String> keys, Map<String, String> constants) {
  public TableSource {
    columns = List.copyOf(columns);
    keys = List.copyOf(keys);
    constants = Map.copyOf(constants);
  }

  /** A file of which everything else is to be found out. */
  public static TableSource of(Path file) {
    return new TableSource(file, List.of(), List.of(), Map.of());
  }

  /** The same without a header, with these columns. */
  public TableSource withColumns(String... names) {
    return new TableSource(file, List.of(names), keys, constants);
  }

  /** The same with one further column of one value. */
  public TableSource with(String column, String value) {
    return new TableSource(file, columns, keys, Map.of(column, value));
  }
}
