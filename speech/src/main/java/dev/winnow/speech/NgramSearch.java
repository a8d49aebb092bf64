package dev.winnow.speech;

import edu.cmu.sphinx.decoder.pruner.SimplePruner;
import edu.cmu.sphinx.decoder.scorer.SimpleAcousticScorer;
import edu.cmu.sphinx.decoder.search.ActiveListFactory;
import edu.cmu.sphinx.decoder.search.PartitionActiveListFactory;
import edu.cmu.sphinx.decoder.search.SearchManager;
import edu.cmu.sphinx.decoder.search.SimpleActiveListManager;
import edu.cmu.sphinx.decoder.search.WordPruningBreadthFirstSearchManager;
import edu.cmu.sphinx.frontend.FrontEnd;
import edu.cmu.sphinx.linguist.lextree.LexTreeLinguist;
import java.nio.file.Path;
import java.util.List;

/**
 * The search for the most probable words among any, by an n-gram model and a tree of all words'
 * phones. Weights are Sphinx's own defaults; its beam is narrower, for with the default a second of
 * sound takes ten.
 */
final class NgramSearch {
  private static final int BEAM = 2_000;
  private static final double RELATIVE_BEAM = 1e-40;
  private static final int WORD_BEAM = 200;
  private static final double RELATIVE_WORD_BEAM = 1e-40;
  private static final float LOOKAHEAD_FRAMES = 1.7f;

  private NgramSearch() {}

  static SearchManager of(SphinxModels models, FrontEnd features, Path file) {
    LexTreeLinguist linguist =
        new LexTreeLinguist(
            models.acoustic(),
            models.units(),
            SphinxNgrams.of(file, models.dictionary()),
            models.dictionary(),
            /* fullWordHistories= */ true,
            /* wantUnigramSmear= */ true,
            SphinxSearch.WORD_INSERTION,
            SphinxSearch.SILENCE_INSERTION,
            SphinxSearch.FILLER_INSERTION,
            /* unitInsertionProbability= */ 1,
            SphinxSearch.LANGUAGE_WEIGHT,
            /* addFillerWords= */ true,
            /* generateUnitStates= */ false,
            /* unigramSmearWeight= */ 1,
            /* maxArcCacheSize= */ 0);
    ActiveListFactory states = new PartitionActiveListFactory(BEAM, RELATIVE_BEAM);
    ActiveListFactory words = new PartitionActiveListFactory(WORD_BEAM, RELATIVE_WORD_BEAM);
    return new WordPruningBreadthFirstSearchManager(
        linguist,
        new SimplePruner(),
        new SimpleAcousticScorer(features, null),
        new SimpleActiveListManager(
            List.of(states, words, words, states, states, states), /* checkPriorLists= */ false),
        /* showTokenCount= */ false,
        RELATIVE_BEAM,
        /* growSkipInterval= */ 0,
        /* checkStateOrder= */ false,
        /* buildWordLattice= */ false,
        /* maxLatticeEdges= */ 100,
        LOOKAHEAD_FRAMES,
        /* keepAllTokens= */ true);
  }
}
