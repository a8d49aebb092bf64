package dev.winnow.series;

import dev.winnow.data.CsvTable;
import dev.winnow.data.DamagedCaptureException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The column of a CSV file that says when each row was recorded. It is known by its name, in small
 * or large letters, with its unit after a blank, in brackets or after an underscore, as in {@code
 * Time (s)} or {@code time_ms}. {@code timestamp} counts milliseconds, as phones write it, {@code
 * time}, {@code t} and {@code seconds} seconds. Whichever holds texts such as {@code
 * 2022-07-11T13:00:18.323Z} instead is understood by ISO 8601; without a zone it is in UTC. Only
 * differences between times matter.
 */
final class TimeColumn {
  private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_DATE_TIME;
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ].*");
  private static final double NANOSECONDS = 1e9;

  /** Names of columns and how many of their units make a second; the first that is there counts. */
  private record Unit(double perSecond, List<String> names) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit(
              1e3,
              List.of("timestamp", "timestamp_ms", "time_ms", "t_ms", "milliseconds", "millis")),
          new Unit(1, List.of("time", "time_s", "timestamp_s", "t", "t_s", "seconds", "time_sec")),
          new Unit(1, List.of("seconds_elapsed", "elapsed_s", "time_seconds", "sec")),
          new Unit(1e6, List.of("time_us", "timestamp_us", "t_us", "microseconds")),
          new Unit(1e9, List.of("time_ns", "timestamp_ns", "t_ns", "nanoseconds")),
          new Unit(1, List.of("datetime", "date_time", "instant")));

  private final String name;
  private final int column;
  private final double perSecond;

  private TimeColumn(String name, int column, double perSecond) {
    this.name = name;
    this.column = column;
    this.perSecond = perSecond;
  }

  /**
   * The column of times.
   *
   * @param header of the file
   * @param channels that hold readings, whatever they are called
   */
  static Optional<TimeColumn> of(List<String> header, Collection<String> channels) {
    List<String> plain = header.stream().map(TimeColumn::plain).toList();
    for (Unit unit : UNITS) {
      for (String known : unit.names) {
        int column = plain.indexOf(known);
        if (column >= 0 && !channels.contains(header.get(column))) {
          return Optional.of(new TimeColumn(header.get(column), column, unit.perSecond));
        }
      }
    }
    return Optional.empty();
  }

  /** Tells when a row was recorded. */
  @FunctionalInterface
  interface Clock {
    /**
     * In seconds since the row that the clock began with.
     *
     * @throws DamagedCaptureException if the row says no time
     */
    double seconds(CsvTable.Row row) throws DamagedCaptureException;
  }

  /**
   * A clock that begins with a row.
   *
   * @throws DamagedCaptureException if the row says no time
   */
  Clock since(CsvTable.Row first) throws DamagedCaptureException {
    if (DATE.matcher(first.values().get(column)).matches()) {
      Instant begin = instant(first);
      return row -> Duration.between(begin, instant(row)).toNanos() / NANOSECONDS;
    }
    double begin = number(first);
    return row -> (number(row) - begin) / perSecond;
  }

  private double number(CsvTable.Row row) throws DamagedCaptureException {
    return NumberCell.parse(row.values().get(column)).orElseThrow(() -> damaged("number", row));
  }

  private Instant instant(CsvTable.Row row) throws DamagedCaptureException {
    String text = row.values().get(column);
    try {
      TemporalAccessor read =
          ISO.parseBest(text.strip().replace(' ', 'T'), ZonedDateTime::from, LocalDateTime::from);
      return read instanceof ZonedDateTime zoned
          ? zoned.toInstant()
          : LocalDateTime.from(read).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw damaged("time of ISO 8601", row);
    }
  }

  private DamagedCaptureException damaged(String what, CsvTable.Row row) {
    return new DamagedCaptureException(
        "the column \"%s\" is no %s in line %d".formatted(name, what, row.line()));
  }

  private static String plain(String name) {
    String letters = name.strip().toLowerCase(Locale.ROOT).replaceAll("[µμ]s", "us");
    return letters.replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
  }
}
