package dev.winnow.voiceaudit;

import java.util.List;

/** Hears words. Whoever opens it closes it; for one thread. */
interface WordRecogniser extends AutoCloseable {
  /** The word for it in tables. */
  String word();

  /**
   * What was said, in lower case.
   *
   * @param samples from −1 to 1
   * @param rate of the samples in hertz
   */
  List<String> words(double[] samples, int rate);

  @Override
  void close();
}
