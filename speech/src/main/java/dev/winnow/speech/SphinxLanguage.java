package dev.winnow.speech;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** What can be said, as a file says it whose ending names the format. */
enum SphinxLanguage {
  /** The sentences of a grammar in the Java Speech Grammar Format. */
  GRAMMAR(".gram", "no JSGF grammar"),

  /** Any words, one as probable after another as n-grams say: the text format of ARPA. */
  ARPA(".lm", "no ARPA language model"),

  /** The same in the binary format of Sphinx's models, a trie. */
  TRIE(".lm.bin", "no binary language model");

  private final String ending;
  private final String refusal;

  SphinxLanguage(String ending, String refusal) {
    this.ending = ending;
    this.refusal = refusal;
  }

  /**
   * The format of a file.
   *
   * @throws UnusableGrammarException if it ends in none of theirs
   */
  static SphinxLanguage of(Path file) {
    String name = file.getFileName().toString();
    Optional<SphinxLanguage> found =
        Arrays.stream(values()).filter(each -> name.endsWith(each.ending)).findFirst();
    return found.orElseThrow(
        () ->
            new UnusableGrammarException(
                file,
                "does not end in .gram, .lm or .lm.bin; give a JSGF grammar, or an n-gram language"
                    + " model"));
  }

  /** How files of the format end. */
  String ending() {
    return ending;
  }

  /** That something is not of the format, for the rest of a sentence that ends there. */
  String refusal() {
    return refusal;
  }
}
