package dev.winnow.speech;

import edu.cmu.sphinx.decoder.Decoder;
import edu.cmu.sphinx.decoder.search.SearchManager;
import edu.cmu.sphinx.jsgf.parser.TokenMgrError;
import edu.cmu.sphinx.recognizer.Recognizer;
import edu.cmu.sphinx.result.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sphinx4 (Walker et al. 2004) with a grammar. */
final class SphinxRecogniser implements SpeechRecogniser {
  /** How the files of grammars end. */
  static final String ENDING = ".gram";

  private final SphinxFrontEnd features;
  private final Recognizer recogniser;

  private SphinxRecogniser(SphinxFrontEnd features, Recognizer recogniser) {
    this.features = features;
    this.recogniser = recogniser;
  }

  /**
   * Opens one, which takes seconds.
   *
   * @param grammar a file in the Java Speech Grammar Format that ends in {@link #ENDING}
   * @throws UnusableGrammarException if it is none, or has words that cannot be pronounced
   */
  static SphinxRecogniser open(Path grammar) {
    if (!grammar.getFileName().toString().endsWith(ENDING)) {
      throw new UnusableGrammarException(
          grammar, "does not end in %s; give a JSGF grammar".formatted(ENDING));
    }
    SphinxLogs.silence();
    SphinxModels models = SphinxModels.load();
    SphinxFrontEnd features = SphinxFrontEnd.of(models);
    SearchManager search = SphinxSearch.of(models, features.stages(), grammar);
    Recognizer recogniser =
        new Recognizer(
            new Decoder(
                search,
                /* fireNonFinalResults= */ false,
                /* autoAllocate= */ false,
                List.of(),
                /* featureBlockSize= */ Integer.MAX_VALUE),
            List.of());
    try {
      recogniser.allocate();
    } catch (RuntimeException | TokenMgrError e) {
      throw new UnusableGrammarException(grammar, "is no JSGF grammar that Sphinx4 understands", e);
    }
    if (!models.dictionary().missing().isEmpty()) {
      throw new UnusableGrammarException(
          grammar,
          "has words whose pronunciation is not known: %s; write them in lower case, or others"
              .formatted(String.join(", ", models.dictionary().missing())));
    }
    return new SphinxRecogniser(features, recogniser);
  }

  @Override
  public List<RecognisedWord> recognise(double[] samples, Deadline deadline) {
    List<RecognisedWord> words = new ArrayList<>();
    features.guard().keep(deadline);
    features.source().begin(samples);
    try {
      for (Result said = recogniser.recognize();
          said != null && !deadline.isPast();
          said = recogniser.recognize()) {
        words.addAll(NBestConfidence.words(said));
      }
    } finally {
      features.source().forget();
    }
    return words;
  }

  @Override
  public void close() {
    recogniser.deallocate();
  }
}
