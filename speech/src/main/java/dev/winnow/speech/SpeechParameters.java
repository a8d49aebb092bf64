package dev.winnow.speech;

import dev.winnow.analyzer.MalformedRepositoryException;
import dev.winnow.analyzer.ModelFiles;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;

/**
 * What {@code config.pbtxt} says of a recogniser in its parameters; one of another name is refused.
 *
 * @param recognisers how many recordings may be recognised at once ({@code recognisers}), 2 unless
 *     said; never more than the server has threads
 * @param limit from a request to its answer ({@code seconds}), 20 s unless said, which is less than
 *     an edge node waits
 */
record SpeechParameters(int recognisers, Duration limit) {
  private static final String RECOGNISERS = "recognisers";
  private static final String SECONDS = "seconds";
  private static final int MOST_RECOGNISERS = 256;

  /** An answer must come before the server's own limit of a request ends it. */
  private static final int MOST_SECONDS = 55;

  /**
   * Reads them.
   *
   * @throws MalformedRepositoryException if one is unknown, not of its form or out of its range
   */
  static SpeechParameters of(ModelFiles files) {
    for (String name : new TreeMap<>(files.parameters()).keySet()) {
      if (!Set.of(RECOGNISERS, SECONDS).contains(name)) {
        throw files.malformed(
            "has the parameter \"%s\" in config.pbtxt, which a recogniser does not know; it knows %s and %s"
                .formatted(name, RECOGNISERS, SECONDS));
      }
    }
    return new SpeechParameters(
        number(files, RECOGNISERS, 2, MOST_RECOGNISERS),
        Duration.ofSeconds(number(files, SECONDS, 20, MOST_SECONDS)));
  }

  private static int number(ModelFiles files, String name, int usual, int most) {
    String value = files.parameters().getOrDefault(name, String.valueOf(usual));
    if (!value.matches("[1-9][0-9]{0,3}") || Integer.parseInt(value) > most) {
      throw files.malformed(
          "has the parameter %s \"%s\" in config.pbtxt, which must be a whole number from 1 to %d"
              .formatted(name, value, most));
    }
    return Integer.parseInt(value);
  }
}
