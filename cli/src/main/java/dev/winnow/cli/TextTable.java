package dev.winnow.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns: the first column to the left, numbers to the right. */
public final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Boolean> leftAligned;

  /**
   * @param headings one per column; a column whose heading ends in a space is aligned to the left
   */
  public TextTable(String... headings) {
    leftAligned = List.of(headings).stream().map(heading -> heading.endsWith(" ")).toList();
    rows.add(List.of(headings).stream().map(String::strip).toList());
  }

  /** Adds a row with one cell per column. */
  public TextTable row(Object... cells) {
    if (cells.length != leftAligned.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + leftAligned.size() + " columns");
    }
    rows.add(List.of(cells).stream().map(String::valueOf).toList());
    return this;
  }

  public void print(PrintWriter out) {
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        String padding = " ".repeat(width(column) - cell.length());
        line.append(leftAligned.get(column) ? cell + padding : padding + cell).append("  ");
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
