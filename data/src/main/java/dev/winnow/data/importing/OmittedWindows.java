package dev.winnow.data.importing;

import java.util.List;

/**
 * Parts of files that did not become samples.
 *
 * @param mixed windows in which no label holds for long enough
 * @param gaps windows in which nothing was recorded for a while
 * @param unreadable a sentence about each file that could not be divided
 */
public record OmittedWindows(int mixed, int gaps, List<String> unreadable) {
  /** None. */
  public static final OmittedWindows NONE = new OmittedWindows(0, 0, List.of());

  public OmittedWindows {
    unreadable = List.copyOf(unreadable);
  }
}
