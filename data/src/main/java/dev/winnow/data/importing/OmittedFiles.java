package dev.winnow.data.importing;

import dev.winnow.data.LeftOut;
import java.util.List;

/**
 * Files that did not become samples, counted once each.
 *
 * @param others what is no capture of the modality
 * @param excluded how many were to be left out
 * @param unfit paths of those that do not fit the pattern
 * @param unlabelled how many nothing is known of
 * @param windows of the files that were divided
 */
public record OmittedFiles(
    LeftOut others, int excluded, List<String> unfit, int unlabelled, OmittedWindows windows) {
  /** None. */
  public static final OmittedFiles NONE =
      new OmittedFiles(LeftOut.NOTHING, 0, List.of(), 0, OmittedWindows.NONE);

  public OmittedFiles {
    unfit = List.copyOf(unfit);
  }
}
