package dev.winnow.mask;

import dev.winnow.core.WinnowException;
import dev.winnow.data.filter.FilterRun;
import java.util.ArrayList;
import java.util.List;

/** What was asked of a run is for videos and streams, and its source holds images. */
public final class NoVideoException extends WinnowException {
  private NoVideoException(List<String> options, String source) {
    super(
        "%s: that is for videos and streams, and %s holds images; leave it out"
            .formatted(String.join(", ", options), source));
  }

  /**
   * Requires that images are asked only for what they can give.
   *
   * @throws NoVideoException if they are not
   */
  static void requireNoneAsked(FilterRun run) {
    List<String> options = new ArrayList<>();
    run.outputs().record().ifPresent(file -> options.add("--record"));
    options.addAll(run.videoOptions());
    if (!options.isEmpty()) {
      throw new NoVideoException(options, run.source());
    }
  }
}
