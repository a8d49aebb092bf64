package dev.winnow.voiceaudit;

/**
 * Statistics pooling: mean and standard deviation over time of each number of a row, as x-vectors
 * have it (Snyder et al. 2018, section 2.1).
 */
final class StatisticsPooling {
  private StatisticsPooling() {}

  /**
   * Pools rows over time.
   *
   * @param frames rows of equal width, in time order
   * @param into takes means, then deviations, from a place on
   * @param at the place
   */
  static void meanAndDeviation(double[][] frames, float[] into, int at) {
    if (frames.length == 0) {
      return;
    }
    int width = frames[0].length;
    for (int i = 0; i < width; i++) {
      double sum = 0;
      double squares = 0;
      for (double[] frame : frames) {
        sum += frame[i];
      }
      double mean = sum / frames.length;
      for (double[] frame : frames) {
        squares += (frame[i] - mean) * (frame[i] - mean);
      }
      into[at + i] = (float) mean;
      into[at + width + i] = (float) Math.sqrt(squares / frames.length);
    }
  }
}
