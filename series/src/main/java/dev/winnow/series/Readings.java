package dev.winnow.series;

import dev.winnow.data.CsvTable;
import dev.winnow.data.DamagedCaptureException;
import java.util.Arrays;
import java.util.List;

/**
 * The readings of a CSV file: when each row was recorded, in seconds since the first, and the
 * values of some columns.
 *
 * <p>A column {@code timestamp} counts milliseconds, as phones write them, a column {@code time}
 * seconds; only differences matter. Time may stand still and must not go back. A single row, as of
 * a table, needs no time.
 */
final class Readings {
  private static final String MILLISECONDS = "timestamp";
  private static final String SECONDS = "time";

  private final double[] times;
  private final double[][] values;

  private Readings(double[] times, double[][] values) {
    this.times = times;
    this.values = values;
  }

  /**
   * @param channels names of the columns wanted
   * @throws DamagedCaptureException if a column is missing or a value is no number, or if time goes
   *     back
   */
  static Readings of(CsvTable table, List<String> channels) throws DamagedCaptureException {
    boolean fine = table.header().contains(MILLISECONDS);
    boolean timeless = table.rows().size() == 1 && !fine && !table.header().contains(SECONDS);
    double[] times = timeless ? new double[1] : column(table, fine ? MILLISECONDS : SECONDS);
    double first = times[0];
    for (int row = 0; row < times.length; row++) {
      times[row] = (times[row] - first) / (fine ? 1000 : 1);
      if (row > 0 && times[row] < times[row - 1]) {
        throw new DamagedCaptureException("time goes back in line " + table.rows().get(row).line());
      }
    }
    double[][] values = new double[channels.size()][];
    for (int channel = 0; channel < values.length; channel++) {
      values[channel] = column(table, channels.get(channel));
    }
    return new Readings(times, values);
  }

  /** When the last row was recorded, in seconds since the first. */
  double last() {
    return times[times.length - 1];
  }

  /**
   * What a channel was at a time: on the line between the readings before and after it. Before the
   * first and after the last reading it is that reading.
   */
  double at(int channel, double seconds) {
    int after = after(seconds);
    if (after == 0 || after == times.length) {
      return values[channel][Math.min(after, times.length - 1)];
    }
    double share = (seconds - times[after - 1]) / (times[after] - times[after - 1]);
    return values[channel][after - 1]
        + share * (values[channel][after] - values[channel][after - 1]);
  }

  /** The number of the first reading later than a time. */
  private int after(double seconds) {
    int found = Arrays.binarySearch(times, seconds);
    int after = found < 0 ? -found - 1 : found + 1;
    while (after < times.length && times[after] <= seconds) {
      after++;
    }
    return after;
  }

  private static double[] column(CsvTable table, String name) throws DamagedCaptureException {
    int column = table.header().indexOf(name);
    if (column < 0) {
      throw new DamagedCaptureException("it lacks the column \"" + name + "\"");
    }
    double[] values = new double[table.rows().size()];
    for (int row = 0; row < values.length; row++) {
      CsvTable.Row read = table.rows().get(row);
      values[row] = number(read.values().get(column));
      if (!Double.isFinite(values[row])) {
        throw new DamagedCaptureException(
            "the column \"%s\" is no number in line %d".formatted(name, read.line()));
      }
    }
    return values;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
