package dev.winnow.mask;

/** Where masked frames go besides the analyzer. For one thread. */
interface FrameOutput extends AutoCloseable {
  /** What it is called in a sentence, such as {@code the recording}. */
  String name();

  /**
   * Takes a frame.
   *
   * @throws RuntimeException if it cannot take any more
   */
  void write(MaskedFrame frame);

  @Override
  void close();
}
