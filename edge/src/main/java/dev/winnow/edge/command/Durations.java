package dev.winnow.edge.command;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as a user writes them: {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d}. */
final class Durations {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,7})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Durations() {}

  /**
   * Reads one.
   *
   * @param option that it was given to
   * @throws IllegalArgumentException if it has another form
   */
  static Duration parse(String option, String text) {
    Matcher form = FORM.matcher(text);
    Optional<Duration> unit =
        form.matches() ? Optional.ofNullable(UNITS.get(form.group(2))) : Optional.empty();
    return unit.map(one -> one.multipliedBy(Long.parseLong(form.group(1))))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s takes a number and a unit, such as 30s, 5m, 2h or 7d, not \"%s\""
                        .formatted(option, text)));
  }
}
