package dev.winnow.speech;

import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.dictionary.TextDictionary;
import edu.cmu.sphinx.linguist.dictionary.Word;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How words are pronounced; remembers for which it could not say it, which Sphinx leaves out. */
final class SphinxDictionary extends TextDictionary {
  private final Set<String> missing = new TreeSet<>();
  private boolean loaded;

  SphinxDictionary(URL words, URL fillers, UnitManager units) {
    super(words, fillers, List.of(), null, units);
  }

  /** Once, though each who uses it asks for it. */
  @Override
  public void allocate() throws IOException {
    if (!loaded) {
      super.allocate();
      loaded = true;
    }
  }

  @Override
  public @Nullable Word getWord(String text) {
    Word word = super.getWord(text);
    if (word == null) {
      missing.add(text);
    }
    return word;
  }

  /** The words that were asked for and are not there. */
  Set<String> missing() {
    return missing;
  }
}
