package dev.winnow.speech;

import java.util.List;

/** Recognises words, for one thread. Whoever opens it closes it. */
interface SpeechRecogniser extends AutoCloseable {
  /** In samples per second. */
  int RATE = 16_000;

  /**
   * What was said.
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
