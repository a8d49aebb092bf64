package dev.winnow.series;

import dev.winnow.data.CsvTable;
import dev.winnow.data.DamagedCaptureException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * The readings of one channel around a window, without the rows that lack one, joined where no two
 * neighbours are further apart than a gap may be.
 */
final class Readings {
  private static final MathContext DIGITS = new MathContext(3);

  /** So many steps apart, a reading is missing between two. */
  private static final double MISSING = 1.5;

  private final double[] times;
  private final double[] values;

  private Readings(double[] times, double[] values) {
    this.times = times;
    this.values = values;
  }

  /**
   * The readings of a column, from the gap before a stretch of time to the gap after it.
   *
   * @param wanted in which there must be no gap
   * @param reach so much before and after the stretch is looked at too, in seconds
   * @param gap longest time between two neighbours, in seconds
   * @throws DamagedCaptureException if the column is missing, if it holds no number where readings
   *     are wanted, or if a gap is in the stretch
   */
  static Readings of(
      CsvTable table, Timeline timeline, String name, Stretch wanted, double reach, double gap)
      throws DamagedCaptureException {
    int column = table.header().indexOf(name);
    if (column < 0) {
      throw new DamagedCaptureException("it lacks the column \"" + name + "\"");
    }
    int from = timeline.from(wanted.first() - reach - gap);
    int to = timeline.from(Math.nextUp(wanted.last() + reach + gap));
    double[] times = new double[to - from];
    double[] values = new double[to - from];
    int count = 0;
    for (int row = from; row < to; row++) {
      CsvTable.Row read = table.rows().get(row);
      String cell = read.values().get(column);
      if (!NumberCell.isMissing(cell)) {
        times[count] = timeline.at(row);
        values[count++] = NumberCell.parse(cell).orElseThrow(() -> noNumber(name, read));
      }
    }
    int[] segment = segment(Arrays.copyOf(times, count), wanted, gap);
    if (segment.length > 1) {
      return new Readings(
          Arrays.copyOfRange(times, segment[0], segment[1] + 1),
          Arrays.copyOfRange(values, segment[0], segment[1] + 1));
    }
    double hole = segment.length == 0 ? wanted.first() : Math.nextUp(times[segment[0]]);
    int row = Math.min(timeline.from(hole), timeline.size() - 1);
    throw new DamagedCaptureException(
        "readings of \"%s\" are missing for more than %s s at line %d"
            .formatted(name, rounded(gap), table.rows().get(row).line()));
  }

  /**
   * The numbers of the first and the last reading without a gap around a stretch; the number of the
   * one reading before the gap if there is one in the stretch, and none if it is at its beginning.
   */
  private static int[] segment(double[] times, Stretch wanted, double gap) {
    int first = 0;
    while (first + 1 < times.length && times[first + 1] <= wanted.first()) {
      first++;
    }
    if (times.length == 0 || Math.abs(times[first] - wanted.first()) > gap) {
      return new int[0];
    }
    int last = first;
    while (last + 1 < times.length && times[last + 1] - times[last] <= gap) {
      last++;
    }
    if (wanted.last() - times[last] > gap
        || (last + 1 < times.length && times[last] < wanted.last())) {
      return new int[] {last};
    }
    while (first > 0 && times[first] - times[first - 1] <= gap) {
      first--;
    }
    return new int[] {first, last};
  }

  /** How many readings a second there are around a stretch; 0 if too few to say. */
  double rate(Stretch around) {
    int first = before(around.first());
    int last = Math.min(times.length - 1, before(around.last()) + 1);
    return last - first < 2 || times[last] == times[first]
        ? 0
        : (last - first) / (times[last] - times[first]);
  }

  /**
   * The channel at a steady rate, on the lines between readings.
   *
   * @param wanted from the first value to the last
   */
  double[] interpolated(Stretch wanted, double perSecond, int count) {
    double[] read = new double[count];
    for (int i = 0; i < count; i++) {
      read[i] = at(wanted.first() + i / perSecond);
    }
    return read;
  }

  /**
   * The channel at a steady rate that is lower than that of the readings, after a low-pass. Where
   * readings are missing, lines stand for them.
   *
   * @param own rate of the readings
   * @param wanted from the first value to the last
   */
  double[] decimated(double own, Stretch wanted, double perSecond, int count) {
    Readings filled = filled(1 / own);
    DecimationFilter filter = new DecimationFilter(filled.times, filled.values, 1 / own, perSecond);
    double[] read = new double[count];
    for (int i = 0; i < count; i++) {
      double seconds = wanted.first() + i / perSecond;
      read[i] = filter.at(seconds, filled.before(seconds));
    }
    return read;
  }

  /** With readings on the lines between those that are clearly more than a step apart. */
  private Readings filled(double step) {
    double[] more = new double[2 * times.length + (int) ((last() - times[0]) / step) + 1];
    int count = 0;
    for (int i = 0; i < times.length; i++) {
      more[count++] = times[i];
      double span = i + 1 == times.length ? 0 : times[i + 1] - times[i];
      int missing = span > MISSING * step ? (int) Math.ceil(span / step) - 1 : 0;
      for (int k = 1; k <= missing; k++) {
        more[count++] = times[i] + span * k / (missing + 1);
      }
    }
    double[] filled = Arrays.copyOf(more, count);
    return new Readings(filled, Arrays.stream(filled).map(this::at).toArray());
  }

  private double last() {
    return times[times.length - 1];
  }

  /**
   * What the channel was at a time: on the line between the readings before and after it. Before
   * the first and after the last reading it is that reading.
   */
  private double at(double seconds) {
    int before = before(seconds);
    if (seconds <= times[before] || before + 1 == times.length) {
      return values[before];
    }
    double share = (seconds - times[before]) / (times[before + 1] - times[before]);
    return values[before] + share * (values[before + 1] - values[before]);
  }

  /** The number of the last reading at or before a time; 0 if there is none. */
  private int before(double seconds) {
    int found = Arrays.binarySearch(times, seconds);
    int before = found < 0 ? Math.max(0, -found - 2) : found;
    while (before + 1 < times.length && times[before + 1] <= seconds) {
      before++;
    }
    return before;
  }

  private static String rounded(double gap) {
    return new BigDecimal(gap).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  private static DamagedCaptureException noNumber(String name, CsvTable.Row row) {
    return new DamagedCaptureException(
        "the column \"%s\" is no number in line %d".formatted(name, row.line()));
  }
}
