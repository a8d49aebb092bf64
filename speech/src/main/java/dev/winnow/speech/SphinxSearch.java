package dev.winnow.speech;

import edu.cmu.sphinx.decoder.pruner.SimplePruner;
import edu.cmu.sphinx.decoder.scorer.SimpleAcousticScorer;
import edu.cmu.sphinx.decoder.search.PartitionActiveListFactory;
import edu.cmu.sphinx.decoder.search.SearchManager;
import edu.cmu.sphinx.decoder.search.SimpleBreadthFirstSearchManager;
import edu.cmu.sphinx.frontend.FrontEnd;
import edu.cmu.sphinx.linguist.flat.FlatLinguist;
import java.nio.file.Path;

/** The search for the most probable words, with the weights and beams of Sphinx's own defaults. */
final class SphinxSearch {
  static final float LANGUAGE_WEIGHT = 8;

  static final int BEAM = 20_000;
  static final double RELATIVE_BEAM = 1e-60;
  static final double WORD_INSERTION = 0.1;
  static final double SILENCE_INSERTION = 0.1;
  static final double FILLER_INSERTION = 1e-2;

  private static final double OUT_OF_GRAMMAR = 1e-30;
  private static final double OUT_OF_GRAMMAR_PHONE = 1e-10;

  private SphinxSearch() {}

  /** Among what a file says that can be said. */
  static SearchManager of(
      SphinxModels models, FrontEnd features, SphinxLanguage format, Path file) {
    return format == SphinxLanguage.GRAMMAR
        ? among(models, features, file)
        : NgramSearch.of(models, features, file);
  }

  /** Among the sentences of a grammar, and any sequence of phones for what is none of them. */
  private static SearchManager among(SphinxModels models, FrontEnd features, Path file) {
    FlatLinguist linguist =
        new FlatLinguist(
            models.acoustic(),
            SphinxGrammar.of(file, models.dictionary()),
            models.units(),
            WORD_INSERTION,
            SILENCE_INSERTION,
            FILLER_INSERTION,
            /* unitInsertionProbability= */ 1,
            LANGUAGE_WEIGHT,
            /* dumpGStates= */ false,
            /* showCompilationProgress= */ false,
            /* spreadWordProbabilitiesAcrossPronunciations= */ false,
            /* addOutOfGrammarBranch= */ true,
            OUT_OF_GRAMMAR,
            OUT_OF_GRAMMAR_PHONE,
            models.acoustic());
    return new SimpleBreadthFirstSearchManager(
        linguist,
        new SimplePruner(),
        new SimpleAcousticScorer(features, null),
        new PartitionActiveListFactory(BEAM, RELATIVE_BEAM),
        /* showTokenCount= */ false,
        /* relativeWordBeamWidth= */ 0,
        /* growSkipInterval= */ 0,
        /* wantEntryPruning= */ false);
  }
}
