package dev.winnow.speech;

import edu.cmu.sphinx.jsgf.JSGFGrammar;
import edu.cmu.sphinx.jsgf.parser.TokenMgrError;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;

/** A file's grammar in the Java Speech Grammar Format. */
final class SphinxGrammar {
  private SphinxGrammar() {}

  /** Not read yet. */
  static JSGFGrammar of(Path file, SphinxDictionary dictionary) {
    String name = file.getFileName().toString();
    return new JSGFGrammar(
        url(file.toAbsolutePath().resolveSibling(".").normalize()),
        name.substring(0, name.length() - SphinxLanguage.GRAMMAR.ending().length()),
        /* showGrammar= */ false,
        /* optimizeGrammar= */ true,
        /* addSilenceWords= */ true,
        /* addFillerWords= */ false,
        dictionary);
  }

  /**
   * Refuses what is no grammar, by the dictionary alone: the acoustic model takes seconds to load.
   *
   * @throws UnusableGrammarException if it is none, or has words that cannot be pronounced
   */
  static void require(Path file) {
    SphinxLogs.silence();
    SphinxDictionary dictionary = SphinxModels.dictionary(new UnitManager());
    try {
      of(file, dictionary).allocate();
    } catch (IOException | RuntimeException | TokenMgrError e) {
      throw new UnusableGrammarException(
          file, "is %s that Sphinx4 understands".formatted(SphinxLanguage.GRAMMAR.refusal()), e);
    }
    if (!dictionary.missing().isEmpty()) {
      throw new UnusableGrammarException(
          file,
          "has words whose pronunciation is not known: %s; write them in lower case, or others"
              .formatted(String.join(", ", dictionary.missing())));
    }
  }

  /** Where a file is. */
  static URL url(Path file) {
    try {
      return file.toAbsolutePath().toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file has no address: " + file, e);
    }
  }
}
