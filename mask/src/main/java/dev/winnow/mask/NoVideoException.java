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
    FilterRun.Outputs outputs = run.outputs();
    List<String> options = new ArrayList<>();
    add(options, "--record", outputs.record().isPresent());
    add(options, "--publish", outputs.publish().isPresent());
    add(options, "--preview", outputs.preview().isPresent());
    add(options, "--audio", outputs.audio());
    add(options, "--output-mask", !outputs.masks().isEmpty());
    add(options, "--every", !run.pace().every().isZero());
    add(options, "--motion", run.pace().motion());
    add(options, "--real-time", run.pace().realTime());
    add(options, "--source-ca", run.authorities().isPresent());
    if (!options.isEmpty()) {
      throw new NoVideoException(options, run.source());
    }
  }

  private static void add(List<String> options, String name, boolean isAsked) {
    if (isAsked) {
      options.add(name);
    }
  }
}
