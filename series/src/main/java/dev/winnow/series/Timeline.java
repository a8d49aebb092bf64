package dev.winnow.series;

import dev.winnow.data.CsvTable;
import dev.winnow.data.DamagedCaptureException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * When each row of a CSV file was recorded, in seconds since the first: as its {@link TimeColumn}
 * says, or at the rate at which files without one were recorded. A single row, as of a table, needs
 * neither. Time may stand still; where it goes back or says nothing the timeline ends, and what
 * lies behind that place cannot be read.
 */
final class Timeline {
  private final double[] times;
  private final Optional<DamagedCaptureException> damage;

  private Timeline(double[] times, Optional<DamagedCaptureException> damage) {
    this.times = times;
    this.damage = damage;
  }

  /**
   * The timeline of a file.
   *
   * @param channels that hold readings, whatever they are called
   * @param recorded rows per second of a file without a column of times, if that is known
   * @throws DamagedCaptureException if there is neither
   */
  static Timeline of(CsvTable table, Collection<String> channels, Optional<Double> recorded)
      throws DamagedCaptureException {
    List<CsvTable.Row> rows = table.rows();
    Optional<TimeColumn> column = TimeColumn.of(table.header(), channels);
    if (column.isPresent()) {
      return read(column.get(), rows);
    }
    if (recorded.isEmpty() && rows.size() > 1) {
      throw new DamagedCaptureException(
          "it lacks a column of times, such as \"time\" in seconds or \"timestamp\" in"
              + " milliseconds, and nothing says how many rows a second it has");
    }
    double[] times = new double[rows.size()];
    for (int row = 1; row < times.length; row++) {
      times[row] = row / recorded.orElseThrow();
    }
    return new Timeline(times, Optional.empty());
  }

  private static Timeline read(TimeColumn column, List<CsvTable.Row> rows)
      throws DamagedCaptureException {
    double[] times = new double[rows.size()];
    TimeColumn.Clock clock = column.since(rows.get(0));
    for (int row = 1; row < times.length; row++) {
      Optional<DamagedCaptureException> damage = Optional.empty();
      try {
        times[row] = clock.seconds(rows.get(row));
        if (times[row] < times[row - 1]) {
          damage =
              Optional.of(
                  new DamagedCaptureException("time goes back in line " + rows.get(row).line()));
        }
      } catch (DamagedCaptureException e) {
        damage = Optional.of(e);
      }
      if (damage.isPresent()) {
        return new Timeline(Arrays.copyOf(times, row), damage);
      }
    }
    return new Timeline(times, Optional.empty());
  }

  /** How many rows have a time. */
  int size() {
    return times.length;
  }

  /** When a row was recorded, in seconds since the first. */
  double at(int row) {
    return times[row];
  }

  /** When the last row was recorded. */
  double last() {
    return times[times.length - 1];
  }

  /** How far rows stand apart on average; 0 of a single one. */
  double step() {
    return times.length == 1 ? 0 : last() / (times.length - 1);
  }

  /** The number of the first row at or after a time; as many as there are rows if none is. */
  int from(double seconds) {
    int found = Arrays.binarySearch(times, seconds);
    int row = found < 0 ? -found - 1 : found;
    while (row > 0 && times[row - 1] >= seconds) {
      row--;
    }
    return row;
  }

  /**
   * Looks whether the rows up to a time have all been read.
   *
   * @throws DamagedCaptureException if time goes back, or says nothing, before that
   */
  void requireWhole(double seconds) throws DamagedCaptureException {
    if (damage.isPresent() && seconds > last()) {
      throw damage.get();
    }
  }
}
