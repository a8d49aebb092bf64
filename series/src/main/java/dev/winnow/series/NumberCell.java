package dev.winnow.series;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What stands in the cells of a column of numbers. */
final class NumberCell {
  /** What spreadsheets, data frames and databases write for a value they lack. */
  private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "null");

  private NumberCell() {}

  /** Whether a cell says that there is no reading. */
  static boolean isMissing(String cell) {
    return cell.length() <= 4 && MISSING.contains(cell.strip().toLowerCase(Locale.ROOT));
  }

  /** A finite number; empty if the cell holds something else. */
  static Optional<Double> parse(String cell) {
    // Java takes a letter at the end for a type.
    if (cell.isEmpty() || Character.isLetter(cell.charAt(cell.length() - 1))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Double.parseDouble(cell)).filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
