package dev.winnow.maskaudit;

import dev.winnow.image.Image;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Masked frames for people to look at: some stills that have a mask, and of each film a frame every
 * few seconds.
 */
final class FrameSheet implements Consumer<ReleasedPair> {
  private static final int MOST_STILLS = 24;
  private static final int MOST_OF_A_FILM = 6;
  private static final double SECONDS = 1.5;

  private final List<Shown> shown = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private long frames;
  private long whole;
  private long stills;

  /**
   * A masked frame.
   *
   * @param caption where it is from
   */
  record Shown(String caption, Image image) {}

  @Override
  public void accept(ReleasedPair pair) {
    frames++;
    whole += pair.released().isWhole() ? 1 : 0;
    if (pair.isStill()) {
      // Of those with a mask, sparser the more there are: the first ones, then ever fewer.
      if (pair.released().masks() > 0
          && Long.bitCount(stills++) <= 2
          && counts("stills") < MOST_STILLS) {
        show("stills", pair.source(), pair);
      }
    } else if (pair.seconds() >= SECONDS * counts(pair.source())
        && counts(pair.source()) < MOST_OF_A_FILM) {
      show(
          pair.source(),
          String.format(Locale.ROOT, "%s, %.2f s", pair.source(), pair.seconds()),
          pair);
    }
  }

  /** The frames. */
  List<Shown> shown() {
    return List.copyOf(shown);
  }

  /** How many frames were masked. */
  long frames() {
    return frames;
  }

  /** How many of them are masked all over, because nobody could say what was on them. */
  long whole() {
    return whole;
  }

  private int counts(String name) {
    return counts.getOrDefault(name, 0);
  }

  private void show(String name, String caption, ReleasedPair pair) {
    counts.merge(name, 1, Integer::sum);
    shown.add(new Shown(caption, pair.released().image()));
  }
}
