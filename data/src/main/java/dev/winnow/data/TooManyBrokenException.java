package dev.winnow.data;

import dev.winnow.core.WinnowException;
import java.util.List;
import java.util.stream.Collectors;

/** So many images cannot be read that what the rest says is not what was asked. */
public final class TooManyBrokenException extends WinnowException {
  private static final int NAMED = 3;

  TooManyBrokenException(List<BatchLoader.Broken> broken, int of) {
    super(
        "%d of %d images cannot be read, which is more than 1 %%: %s; mend or remove them"
            .formatted(broken.size(), of, named(broken)));
  }

  private static String named(List<BatchLoader.Broken> broken) {
    String first =
        broken.stream()
            .limit(NAMED)
            .map(b -> b.sample().path() + " (" + b.reason() + ")")
            .collect(Collectors.joining(", "));
    return broken.size() <= NAMED ? first : first + " and " + (broken.size() - NAMED) + " more";
  }
}
