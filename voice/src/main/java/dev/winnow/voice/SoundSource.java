package dev.winnow.voice;

import java.io.IOException;

/** Sound while it is recorded. Read by one thread; another may close it. */
interface SoundSource extends AutoCloseable {
  /** For people, and for the captures that come of it: such as {@code mic:USB}. */
  String name();

  /** In samples per second. */
  int rate();

  /**
   * What came next; waits for it.
   *
   * @return none once there is no more
   * @throws IOException if there should be more and is not, with a clause such as {@code it gives
   *     no more sound}
   */
  double[] read() throws IOException;

  /** Whether what nobody reads in time is lost, as what a microphone hears. */
  boolean isLossy();

  @Override
  void close();
}
