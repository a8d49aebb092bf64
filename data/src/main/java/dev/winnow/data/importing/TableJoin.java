package dev.winnow.data.importing;

import dev.winnow.data.CsvTable;
import dev.winnow.data.MalformedDataSetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the files that a table's rows are about: by a column that names files, or by all columns
 * that the table shares with what is known already, whichever finds more files.
 */
final class TableJoin {
  private static final Set<String> PART = Set.of("start", "end");
  private static final int EXAMPLE = 1;

  private final CsvTable table;
  private final TableSource source;
  private final KnownFiles known;
  private final FileIndex index;

  private TableJoin(CsvTable table, TableSource source, KnownFiles known, FileIndex index) {
    this.table = table;
    this.source = source;
    this.known = known;
    this.index = index;
  }

  /**
   * Adds what a table says to what is known.
   *
   * @throws MalformedDataSetException if the table finds no file, or says two things of one
   */
  static JoinedTable join(CsvTable table, TableSource source, KnownFiles known, FileIndex index) {
    TableJoin join = new TableJoin(table, source, known, index);
    RowFiles found = join.found();
    return join.added(found);
  }

  private RowFiles found() {
    if (!source.keys().isEmpty()) {
      source.keys().forEach(table::column);
      boolean shared = known.columns().containsAll(source.keys());
      if (!shared && source.keys().size() > 1) {
        throw new MalformedDataSetException(
            "%s is to be joined by %s, and paths give the columns %s only; name them in a --pattern"
                .formatted(table.what(), source.keys(), known.columns()));
      }
      RowFiles found = shared ? byColumns(source.keys()) : byFile(source.keys().get(0));
      return required(found);
    }
    RowFiles best = byShared();
    for (String column : table.header()) {
      RowFiles found = byFile(column);
      if (!found.isEmpty() && found.count() >= best.count()) {
        best = found.count() == best.count() && best.isByFile() ? best : found;
      }
    }
    return required(best);
  }

  /**
   * By columns that the table shares with what is known and that tell its rows apart: all of them,
   * or the one that finds most files.
   */
  private RowFiles byShared() {
    List<String> shared = table.header().stream().filter(known.columns()::contains).toList();
    RowFiles best = RowFiles.none(table);
    for (List<String> keys :
        Stream.concat(Stream.of(shared), shared.stream().map(List::of)).toList()) {
      RowFiles found = isKey(keys) ? byColumns(keys) : best;
      best = found.count() > best.count() ? found : best;
    }
    return best;
  }

  private boolean isKey(List<String> columns) {
    List<Integer> at = columns.stream().map(table::column).toList();
    long rows = table.rows().stream().map(CsvTable.Row::values).distinct().count();
    Stream<List<String>> keys =
        table.rows().stream().map(row -> at.stream().map(row.values()::get).toList());
    return !columns.isEmpty() && keys.distinct().count() == rows;
  }

  private RowFiles required(RowFiles found) {
    if (!found.isEmpty()) {
      requireHeader();
      return found;
    }
    throw new MalformedDataSetException(
        "no row of %s finds a file: none of its columns %s names files, as %s does, and none is among those of a pattern, which are %s; name one with --key, or the columns of a pattern like the table's"
            .formatted(
                table.what(),
                table.header(),
                known.paths().stream().limit(EXAMPLE).toList(),
                known.columns()));
  }

  /** A table without a header has a row for one. */
  private void requireHeader() {
    if (source.columns().isEmpty()
        && table.header().stream().anyMatch(cell -> index.find(cell, beside()).isPresent())) {
      throw new MalformedDataSetException(
          "%s has no header, but %s; name its columns, such as --columns file,identity"
              .formatted(table.what(), table.header()));
    }
  }

  private RowFiles byFile(String column) {
    int at = table.column(column);
    Map<String, Optional<String>> looked = new HashMap<>();
    List<List<String>> files = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      files.add(
          looked.computeIfAbsent(row.values().get(at), text -> index.find(text, beside())).stream()
              .toList());
    }
    return new RowFiles(List.of(column), true, files);
  }

  private RowFiles byColumns(List<String> columns) {
    Map<List<String>, List<String>> places = new HashMap<>();
    for (String path : known.paths()) {
      Map<String, String> values = known.of(path).get(0);
      if (values.keySet().containsAll(columns)) {
        List<String> key =
            columns.stream().map(c -> JoinKey.of(values.getOrDefault(c, ""))).toList();
        places.computeIfAbsent(key, k -> new ArrayList<>()).add(path);
      }
    }
    List<Integer> at = columns.stream().map(table::column).toList();
    List<List<String>> files =
        table.rows().stream()
            .map(row -> at.stream().map(row.values()::get).map(JoinKey::of).toList())
            .map(key -> places.getOrDefault(key, List.of()))
            .toList();
    return new RowFiles(columns, false, files);
  }

  private JoinedTable added(RowFiles found) {
    List<String> columns =
        table.header().stream().filter(column -> !found.columns().contains(column)).toList();
    List<Integer> places = columns.stream().map(table::column).toList();
    boolean parts = columns.containsAll(PART);
    Map<String, List<Map<String, String>>> byPath = new LinkedHashMap<>();
    Map<String, List<Integer>> lines = new HashMap<>();
    for (int i = 0; i < table.rows().size(); i++) {
      CsvTable.Row row = table.rows().get(i);
      Map<String, String> values = values(row, columns, places);
      for (String path : found.files().get(i)) {
        List<Map<String, String>> said = byPath.computeIfAbsent(path, p -> new ArrayList<>(1));
        lines.computeIfAbsent(path, p -> new ArrayList<>(1)).add(row.line());
        if (!said.contains(values)) {
          said.add(values);
        }
        if (said.size() > 1 && !parts) {
          throw contradiction(path, lines.getOrDefault(path, List.of()));
        }
      }
    }
    int contradictions = 0;
    for (Map.Entry<String, List<Map<String, String>>> each : byPath.entrySet()) {
      contradictions += known.add(each.getKey(), each.getValue());
    }
    known.declare(columns);
    return new JoinedTable(
        source.file(),
        found.columns(),
        found.isByFile(),
        byPath.size(),
        lost(found),
        contradictions);
  }

  private List<String> lost(RowFiles found) {
    List<Integer> keys = found.columns().stream().map(table::column).toList();
    List<String> lost = new ArrayList<>();
    for (int i = 0; i < table.rows().size(); i++) {
      if (found.files().get(i).isEmpty()) {
        List<String> values = table.rows().get(i).values();
        lost.add(String.join(" ", keys.stream().map(values::get).toList()));
      }
    }
    return lost;
  }

  private MalformedDataSetException contradiction(String path, Collection<Integer> lines) {
    Set<Integer> distinct = new HashSet<>(lines);
    return new MalformedDataSetException(
        "%s says two things of %s, in the lines %s; remove one"
            .formatted(table.what(), path, distinct.stream().sorted().toList()));
  }

  private static Map<String, String> values(
      CsvTable.Row row, List<String> columns, List<Integer> places) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < places.size(); i++) {
      String value = row.values().get(places.get(i));
      if (!value.isEmpty()) {
        values.put(columns.get(i), value);
      }
    }
    return values;
  }

  private Path beside() {
    return source.file().toAbsolutePath().normalize().resolveSibling("");
  }
}
