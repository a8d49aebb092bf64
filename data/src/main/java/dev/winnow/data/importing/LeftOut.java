package dev.winnow.data.importing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files that did not become samples, counted once each.
 *
 * @param kinds how many are no captures of the modality, by what their names end in
 * @param excluded how many were to be left out
 * @param unfit paths of those that do not fit the pattern
 * @param unlabelled how many nothing is known of
 */
public record LeftOut(
    Map<String, Integer> kinds, int excluded, List<String> unfit, int unlabelled) {
  /** Nothing. */
  public static final LeftOut NOTHING = new LeftOut(Map.of(), 0, List.of(), 0);

  public LeftOut {
    kinds = Map.copyOf(new TreeMap<>(kinds));
    unfit = List.copyOf(unfit);
  }
}
