package dev.winnow.data;

import dev.winnow.core.WinnowException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** So many captures cannot be read that what the rest says is not what was asked. */
public final class TooManyBrokenException extends WinnowException {
  private static final int NAMED = 3;

  /**
   * @param limit that was passed; empty if there is not one capture that can be read
   */
  TooManyBrokenException(
      List<BatchLoader.Broken> some, long broken, long of, Optional<String> limit) {
    super(
        "%d of %d captures cannot be read%s: %s; mend or remove them"
            .formatted(
                broken,
                of,
                limit.map(most -> ", which is more than " + most).orElse(""),
                named(some, broken)));
  }

  private static String named(List<BatchLoader.Broken> some, long broken) {
    String first =
        some.stream()
            .limit(NAMED)
            .map(b -> b.id() + " (" + b.reason() + ")")
            .collect(Collectors.joining(", "));
    return broken <= NAMED ? first : first + " and " + (broken - NAMED) + " more";
  }
}
