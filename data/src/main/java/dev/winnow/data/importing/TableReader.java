package dev.winnow.data.importing;

import dev.winnow.data.CsvTable;
import dev.winnow.data.MalformedDataSetException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads tables as people write them. Comments before the first line begin with {@code #}; the last
 * of them may be the header, as in LFW's attributes. A first line that is one number is the number
 * of rows, and a header that is one name short lacks that of the first column, the file, as in
 * CelebA's lists.
 */
final class TableReader {
  private static final Pattern COUNT = Pattern.compile("\\s*\\d+\\s*");
  private static final int LINES = 200;

  private final TableSource source;
  private final String what;
  private final String comment;
  private final String body;
  private final int before;

  private TableReader(TableSource source, String text) {
    this.source = source;
    this.what = source.file().toString();
    String last = "";
    int at = 0;
    int lines = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      String line = text.substring(at, end < 0 ? text.length() : end).strip();
      boolean isCount = lines == 0 && COUNT.matcher(line).matches() && end >= 0;
      if (!line.isEmpty() && line.charAt(0) != '#' && !isCount) {
        break;
      }
      last = line.isEmpty() || isCount ? last : line.substring(1).strip();
      at = end < 0 ? text.length() : end + 1;
      lines++;
    }
    this.comment = last;
    this.before = lines;
    this.body = text.substring(at);
  }

  /**
   * @throws MalformedDataSetException if the file is not there, has no rows, or has rows of
   *     different lengths or two columns of one name
   */
  static CsvTable read(TableSource source) {
    return new TableReader(source, TableText.read(source.file())).table();
  }

  private CsvTable table() {
    List<String> lines = body.lines().filter(line -> !line.isBlank()).limit(LINES).toList();
    List<String> given = source.columns();
    Separator separator =
        Separator.of(lines, given.isEmpty() ? OptionalInt.empty() : OptionalInt.of(given.size()));
    List<CsvTable.Row> records = separator.records(what, body);
    if (records.isEmpty()) {
      throw new MalformedDataSetException(what + " is empty; it needs a row a file");
    }
    List<CsvTable.Row> rows = new ArrayList<>(records);
    List<String> header = header(separator, rows);
    return named(header, rows);
  }

  /** The names of the columns; if they stand in the first record, it is removed. */
  private List<String> header(Separator separator, List<CsvTable.Row> rows) {
    int width = rows.get(rows.size() - 1).values().size();
    List<String> first = rows.get(0).values();
    if (!source.columns().isEmpty()) {
      if (first.equals(source.columns())) {
        rows.remove(0);
      }
      return source.columns();
    }
    if (!comment.isEmpty()) {
      List<String> commented = separator.records(what, comment).get(0).values();
      if (commented.size() == width) {
        return commented;
      }
    }
    rows.remove(0);
    if (first.size() == width - 1) {
      List<String> completed = new ArrayList<>(List.of("file"));
      completed.addAll(first);
      return completed;
    }
    return first;
  }

  /** Without columns that have no name, which are row numbers that some program wrote. */
  private CsvTable named(List<String> header, List<CsvTable.Row> rows) {
    if (rows.isEmpty()) {
      throw new MalformedDataSetException(what + " has a header and no rows; add one per file");
    }
    List<Integer> kept =
        IntStream.range(0, header.size()).filter(i -> isName(header.get(i))).boxed().toList();
    List<String> names = kept.stream().map(header::get).toList();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new MalformedDataSetException(
            "%s has the column \"%s\" twice; rename one, or name all with --columns"
                .formatted(what, name));
      }
    }
    return new CsvTable(
        what, names(names), rows.stream().map(row -> row(row, header, kept)).toList());
  }

  private CsvTable.Row row(CsvTable.Row row, List<String> header, List<Integer> kept) {
    int line = row.line() + before;
    if (row.values().size() != header.size()) {
      throw new MalformedDataSetException(
          "%s, line %d, has %d values and there are %d columns; give every column one"
              .formatted(what, line, row.values().size(), header.size()));
    }
    List<String> values = new ArrayList<>(kept.stream().map(row.values()::get).toList());
    new TreeMap<>(source.constants()).values().forEach(values::add);
    return new CsvTable.Row(line, values);
  }

  private List<String> names(List<String> read) {
    List<String> names = new ArrayList<>(read);
    for (String name : new TreeMap<>(source.constants()).keySet()) {
      if (names.contains(name)) {
        throw new MalformedDataSetException(
            "%s already has a column \"%s\"; call the --value otherwise".formatted(what, name));
      }
      names.add(name);
    }
    return names;
  }

  private static boolean isName(String column) {
    return !column.isBlank() && !column.startsWith("Unnamed: ");
  }
}
