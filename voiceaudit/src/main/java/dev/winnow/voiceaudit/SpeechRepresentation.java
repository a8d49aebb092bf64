package dev.winnow.voiceaudit;

/** A recording of any length as so many numbers, from which attackers learn who speaks. */
interface SpeechRepresentation extends AutoCloseable {
  /** The word for it in tables, such as {@code mel}. */
  String word();

  /** How many numbers there are. */
  int width();

  /**
   * The numbers of a recording. Asked by several threads.
   *
   * @param samples at least one, from −1 to 1
   * @param rate of the samples in hertz
   */
  float[] of(double[] samples, int rate);

  @Override
  void close();
}
