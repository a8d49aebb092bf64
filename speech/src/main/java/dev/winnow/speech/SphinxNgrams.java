package dev.winnow.speech;

import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.language.ngram.LanguageModel;
import edu.cmu.sphinx.linguist.language.ngram.SimpleNGramModel;
import edu.cmu.sphinx.linguist.language.ngram.trie.NgramTrieModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A file's n-gram language model. */
final class SphinxNgrams {
  private static final int DEPTH = 3;
  private static final float UNIGRAM_WEIGHT = 0.7f;
  private static final int CACHE = 100_000;
  private static final List<String> MARKS = List.of("<s>", "</s>");

  private SphinxNgrams() {}

  /** Not read yet. */
  static LanguageModel of(Path file, SphinxDictionary dictionary) {
    return SphinxLanguage.of(file) == SphinxLanguage.ARPA
        ? new SimpleNGramModel(SphinxGrammar.url(file), dictionary, UNIGRAM_WEIGHT, DEPTH)
        : new NgramTrieModel(
            "",
            SphinxGrammar.url(file),
            /* ngramLogFile= */ null,
            CACHE,
            /* clearCacheAfterUtterance= */ true,
            DEPTH,
            dictionary,
            /* applyLanguageWeightAndWip= */ false,
            SphinxSearch.LANGUAGE_WEIGHT,
            SphinxSearch.WORD_INSERTION,
            UNIGRAM_WEIGHT);
  }

  /**
   * Refuses what is no language model, without the acoustic model. Words that cannot be pronounced
   * are let pass: a model may have them by the thousand, and they are never recognised.
   *
   * @throws UnusableGrammarException if it is none, or knows no sentence's begin and end
   */
  static void require(Path file) {
    SphinxLogs.silence();
    SphinxDictionary dictionary = SphinxModels.dictionary(new UnitManager());
    LanguageModel model = of(file, dictionary);
    try {
      dictionary.allocate();
      model.allocate();
    } catch (VirtualMachineError e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      // Sphinx says with an Error, too, that a file is not what it should be.
      throw new UnusableGrammarException(
          file, "is %s that Sphinx4 understands".formatted(SphinxLanguage.of(file).refusal()), e);
    }
    if (!model.getVocabulary().containsAll(MARKS)) {
      throw new UnusableGrammarException(
          file, "does not say how sentences begin and end: it must have <s> and </s> as words");
    }
  }
}
