package dev.winnow.voice.dsp;

/**
 * Turns one channel of sound into another as it comes: as many values come out as went in, each at
 * its own time. Sound is 0 before and behind what went in. For one thread, and for one recording.
 */
public interface SoundFilter {
  /**
   * Takes what came next.
   *
   * @return what is ready: all that went in so far except at most {@link #latency} values
   */
  double[] push(double[] samples);

  /** What is left, once nothing more comes. */
  double[] finish();

  /** How many values are held back at most: the delay, in samples. */
  int latency();

  /** All of a recording at once; for a filter that nothing was pushed to. */
  default double[] all(double[] samples) {
    double[] first = push(samples);
    double[] rest = finish();
    double[] all = new double[first.length + rest.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(rest, 0, all, first.length, rest.length);
    return all;
  }
}
