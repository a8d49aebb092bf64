package dev.winnow.speech;

import java.nio.file.Path;
import java.util.List;

/** Recognises words, for one thread. Whoever opens it closes it. */
public interface SpeechRecogniser extends AutoCloseable {
  /** In samples per second. */
  int RATE = 16_000;

  /**
   * Opens Sphinx4 with its acoustic model of US English, which takes seconds and some 90 MB.
   *
   * @param language what can be said: a grammar in the Java Speech Grammar Format that imports no
   *     other ({@code .gram}), or an n-gram model in the format of ARPA ({@code .lm}) or in
   *     Sphinx's binary one ({@code .lm.bin})
   * @throws UnusableGrammarException if it is none, or a grammar has words whose pronunciation is
   *     not known
   */
  static SpeechRecogniser sphinx(Path language) {
    return SphinxRecogniser.open(language);
  }

  /**
   * What was said. The answer depends on these samples alone, not on what was recognised before.
   *
   * @param samples of a whole recording, from −1 to 1, at {@link #RATE}
   * @param deadline after which it may give up, and say what it has by then
   * @return the words in their order; none if there are none
   */
  List<RecognisedWord> recognise(double[] samples, Deadline deadline);

  /** Frees what it holds. */
  @Override
  void close();
}
