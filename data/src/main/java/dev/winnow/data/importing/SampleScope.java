package dev.winnow.data.importing;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which files, and which parts of them, become samples.
 *
 * @param excluded patterns of files that are left out
 * @param windows into which files are divided; without them a file is a sample, unless a table says
 *     otherwise
 */
public record SampleScope(List<PathPattern> excluded, Optional<WindowPlan> windows) {
  /** All files, each as a whole. */
  public static final SampleScope ALL = new SampleScope(List.of(), Optional.empty());

  public SampleScope {
    excluded = List.copyOf(excluded);
  }

  /**
   * What both leave in. Where both say how files are divided, the other counts, by the column that
   * this names if the other names none.
   */
  SampleScope and(SampleScope other) {
    return new SampleScope(
        Stream.concat(excluded.stream(), other.excluded.stream()).toList(),
        other.windows.map(given -> windows.map(given::insteadOf).orElse(given)).or(() -> windows));
  }
}
