package dev.winnow.voice.activity;

/**
 * How surely somebody speaks, block by block of sound that goes on. For one thread; another may
 * close it, after which nothing comes out.
 */
public interface SpeechProbability extends AutoCloseable {
  /** How long a block is, in seconds. */
  double blockSeconds();

  /**
   * Takes what came next.
   *
   * @param samples from −1 to 1; what is beyond is cut off, and what is no number is silent
   * @return of each block that is whole now, from 0 to 1
   * @throws SpeechDetectionFailedException if it cannot tell
   */
  double[] push(double[] samples);

  /**
   * What is left, once nothing more comes, with silence behind it.
   *
   * @throws SpeechDetectionFailedException if it cannot tell
   */
  double[] finish();

  /** Forgets what it heard: other sound begins. */
  void restart();

  /** Frees what it holds; does nothing the second time. */
  @Override
  void close();
}
