package dev.winnow.edge.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * How long the node waits for an analyzer, and how long it asks again.
 *
 * @param patience from the first attempt at a request until the node gives it up; 0 for a single
 *     attempt, empty to ask until there is an answer
 * @param pause before the second attempt, doubled before each one after it, as often as a minute
 *     allows; half of it is drawn anew each time, so that many nodes do not come back together
 * @param timeout of one attempt, from connecting to the last byte of the answer
 */
public record RetryPolicy(Optional<Duration> patience, Duration pause, Duration timeout) {
  /** Longest pause that the node itself chooses. */
  static final Duration LONGEST = Duration.ofMinutes(1);

  /** Longest pause that a server can ask for; whatever it says, it is asked again then. */
  private static final Duration LONGEST_ASKED = Duration.ofHours(1);

  private static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(5);

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public RetryPolicy {
    require(patience.map(time -> !time.isNegative()).orElse(true), "patience must be at least 0");
    require(!pause.isNegative(), "pause must not be negative");
    require(timeout.compareTo(Duration.ZERO) > 0, "timeout must be above 0");
  }

  /** Five minutes, in which a server can be restarted, beginning with a fifth of a second. */
  public static RetryPolicy withDefaults() {
    return new RetryPolicy(
        Optional.of(DEFAULT_PATIENCE), Duration.ofMillis(200), Duration.ofSeconds(30));
  }

  /** This policy with other patience. */
  public RetryPolicy within(Duration other) {
    return new RetryPolicy(Optional.of(other), pause, timeout);
  }

  /** This policy without an end: nothing is given up. */
  public RetryPolicy endless() {
    return new RetryPolicy(Optional.empty(), pause, timeout);
  }

  /**
   * The pause after some failures in a row.
   *
   * @param failures at least 1
   * @param drawn from 0 to 1
   */
  public Duration pauseAfter(int failures, double drawn) {
    long most = LONGEST.toNanos();
    int doublings = Math.min(failures - 1, 40);
    double whole = Math.min((double) most, (double) pause.toNanos() * (double) (1L << doublings));
    return Duration.ofNanos((long) (whole / 2 * (1 + drawn)));
  }

  /** The end of the patience, for people: such as {@code for 5 min} or {@code until it answers}. */
  public String patienceInWords() {
    return patience.map(time -> "for " + inWords(time)).orElse("until it answers");
  }

  /** What a server may ask for, of what it asked for. */
  public static Duration bounded(Duration asked) {
    return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
  }

  /** A time for people, such as {@code 200 ms}, {@code 90 s} or {@code 5 min}. */
  public static String inWords(Duration time) {
    if (time.toMillis() < 1000) {
      return time.toMillis() + " ms";
    }
    long seconds = time.toSeconds();
    return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
