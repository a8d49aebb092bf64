package dev.winnow.data.importing;

import dev.winnow.data.CsvTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What stands between the values of a table. */
enum Separator {
  COMMA(','),
  TAB('\t'),
  SEMICOLON(';'),
  PIPE('|'),
  /** One or more blanks or tabs, which also may begin a line. */
  BLANKS(' ');

  /** So many lines must have as many values, or it is none. */
  private static final double ENOUGH = 0.8;

  private final char sign;

  Separator(char sign) {
    this.sign = sign;
  }

  /**
   * The one by which most lines have as many values, two or more; a comma if there is none.
   *
   * @param width how many values a row has, if that is known
   */
  static Separator of(List<String> lines, OptionalInt width) {
    Separator best = COMMA;
    double most = 0;
    for (Separator each : values()) {
      double score = each.score(lines, width);
      if (score > most) {
        best = each;
        most = score;
      }
    }
    return best;
  }

  /** All records of a text, blank lines left out. */
  List<CsvTable.Row> records(String what, String text) {
    List<CsvTable.Row> all =
        this == BLANKS ? blankSeparated(text) : CsvTable.records(what, text, sign);
    return all.stream()
        .filter(row -> row.values().stream().anyMatch(value -> !value.isBlank()))
        .map(row -> new CsvTable.Row(row.line(), row.values().stream().map(String::strip).toList()))
        .toList();
  }

  private static List<CsvTable.Row> blankSeparated(String text) {
    Map<String, String> seen = new HashMap<>();
    List<CsvTable.Row> rows = new ArrayList<>();
    int line = 0;
    for (String each : (Iterable<String>) text.lines()::iterator) {
      line++;
      List<String> values = new ArrayList<>();
      for (String value : each.strip().split("\\s+", -1)) {
        values.add(seen.computeIfAbsent(value, same -> same));
      }
      rows.add(new CsvTable.Row(line, values));
    }
    return rows;
  }

  /**
   * The share of lines that have as many values as most have, and more if the first line, which may
   * be a header, has as many, or one less; 0 if that is one value.
   */
  private double score(List<String> lines, OptionalInt width) {
    List<String> rows = lines.size() > 1 ? lines.subList(1, lines.size()) : lines;
    Map<Integer, Integer> counts = new HashMap<>();
    rows.forEach(line -> counts.merge(count(line), 1, Integer::sum));
    int most =
        width.orElseGet(
            () ->
                counts.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse(1));
    double share = most < 2 ? 0 : counts.getOrDefault(most, 0) / (double) rows.size();
    return share <= ENOUGH
        ? 0
        : share + (1 - Math.min(2, Math.abs(most - count(lines.get(0))))) / 4.0;
  }

  private int count(String line) {
    if (this == BLANKS) {
      return line.strip().split("\\s+", -1).length;
    }
    int count = 1;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      quoted ^= c == '"';
      count += c == sign && !quoted ? 1 : 0;
    }
    return count;
  }
}
