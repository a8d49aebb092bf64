package dev.winnow.edge.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long is waited before an analyzer is asked again. */
class RetryPolicyTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  @ParameterizedTest
  @CsvSource({"1, 0, 500", "1, 1, 1000", "2, 1, 2000", "5, 0, 8000", "7, 1, 60000", "99, 1, 60000"})
  void pauseAfter_failuresInARow_doublesUpToAMinuteAndDrawsHalf(
      int failures, double drawn, long millis) {
    RetryPolicy policy = new RetryPolicy(Optional.empty(), SECOND, SECOND);
    assertEquals(Duration.ofMillis(millis), policy.pauseAfter(failures, drawn));
  }

  @Test
  void retryPolicy_outOfRange_isRefused() {
    Optional<Duration> endless = Optional.empty();
    Optional<Duration> before = Optional.of(SECOND.negated());
    assertThrows(IllegalArgumentException.class, () -> new RetryPolicy(before, SECOND, SECOND));
    assertThrows(
        IllegalArgumentException.class, () -> new RetryPolicy(endless, SECOND.negated(), SECOND));
    assertThrows(
        IllegalArgumentException.class, () -> new RetryPolicy(endless, SECOND, Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "120 | 120",
        "Sun, 01 Mar 2026 12:00:30 GMT | 30",
        "Sun, 01 Mar 2026 11:00:00 GMT | 0"
      })
  void retryAfter_secondsOrDate_isUnderstood(String value, long seconds) {
    assertEquals(Optional.of(Duration.ofSeconds(seconds)), RetryAfter.parse(value, NOON));
  }

  @ParameterizedTest
  @CsvSource({"''", "-1", "soon", "1.5", "99999999999"})
  void retryAfter_anythingElse_isIgnored(String value) {
    assertEquals(Optional.empty(), RetryAfter.parse(value, NOON));
  }
}
