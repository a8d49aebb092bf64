package dev.winnow.speech;

import edu.cmu.sphinx.decoder.Decoder;
import edu.cmu.sphinx.decoder.search.SearchManager;
import edu.cmu.sphinx.recognizer.Recognizer;
import edu.cmu.sphinx.result.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sphinx4 (Walker et al. 2004) with a grammar or a language model. */
final class SphinxRecogniser implements SpeechRecogniser {
  private final SphinxFrontEnd features;
  private final Recognizer recogniser;

  private SphinxRecogniser(SphinxFrontEnd features, Recognizer recogniser) {
    this.features = features;
    this.recogniser = recogniser;
  }

  /**
   * Opens one, which takes seconds.
   *
   * @param file in the format of its ending
   * @throws UnusableGrammarException if it is not of its format, or a grammar has words that cannot
   *     be pronounced
   */
  static SphinxRecogniser open(Path file) {
    SphinxLanguage format = SphinxLanguage.of(file);
    if (format == SphinxLanguage.GRAMMAR) {
      SphinxGrammar.require(file);
    }
    SphinxLogs.silence();
    SphinxModels models = SphinxModels.load();
    SphinxFrontEnd features = SphinxFrontEnd.of(models);
    SearchManager search = SphinxSearch.of(models, features.stages(), format, file);
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
    } catch (VirtualMachineError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // Sphinx says with an Error, too, that a file is not what it should be.
      throw new UnusableGrammarException(
          file, "is %s that Sphinx4 understands".formatted(format.refusal()), e);
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
