package dev.winnow.voiceaudit;

import java.util.Arrays;

/**
 * The pitch of a voice over time, by the normalised autocorrelation of windows of 40 ms (Rabiner
 * 1977): good enough to tell speakers apart, not to transcribe music.
 *
 * @param octaves of each voiced window above 60 Hz, in ascending order
 * @param voiced the share of windows that are
 */
@SuppressWarnings("ArrayRecordComponent") // Made once and never compared.
record PitchTrack(double[] octaves, double voiced) {
  /** How many numbers are made of it. */
  static final int WIDTH = 5;

  private static final double LOWEST = 60;
  private static final double HIGHEST = 500;
  private static final double WINDOW_SECONDS = 0.04;
  private static final double HOP_SECONDS = 0.02;
  private static final double VOICED = 0.5;

  static PitchTrack of(double[] samples, int rate) {
    int window = (int) (WINDOW_SECONDS * rate);
    int hop = (int) (HOP_SECONDS * rate);
    int windows = Math.max(0, (samples.length - window) / hop + 1);
    double[] pitches = new double[windows];
    for (int i = 0; i < windows; i++) {
      pitches[i] = pitch(samples, i * hop, window, rate);
    }
    double[] found = Arrays.stream(pitches).filter(hertz -> hertz > 0).sorted().toArray();
    Arrays.setAll(found, i -> Math.log(found[i] / LOWEST) / Math.log(2));
    return new PitchTrack(found, windows == 0 ? 0 : (double) found.length / windows);
  }

  /** Median, deciles and deviation of the pitch in octaves, and how much is voiced. */
  void put(float[] row, int at) {
    row[at] = (float) quantile(0.5);
    row[at + 1] = (float) quantile(0.1);
    row[at + 2] = (float) quantile(0.9);
    double mean = Arrays.stream(octaves).average().orElse(0);
    double variance = Arrays.stream(octaves).map(o -> (o - mean) * (o - mean)).average().orElse(0);
    row[at + 3] = (float) Math.sqrt(variance);
    row[at + 4] = (float) voiced;
  }

  private double quantile(double share) {
    return octaves.length == 0 ? 0 : octaves[(int) (share * (octaves.length - 1))];
  }

  /** In hertz; 0 of a window that is not voiced. */
  private static double pitch(double[] samples, int from, int window, int rate) {
    int least = (int) (rate / HIGHEST);
    int most = Math.min((int) (rate / LOWEST), window / 2);
    double best = VOICED;
    int lag = 0;
    int length = window - most;
    double own = energy(samples, from, length);
    double other = energy(samples, from + least, length);
    for (int candidate = least; candidate <= most; candidate++) {
      double product = 0;
      for (int i = from; i < from + length; i++) {
        product += samples[i] * samples[i + candidate];
      }
      double correlation = product / Math.sqrt(own * other + 1e-12);
      // A multiple of the period is as alike; only what is clearly more counts.
      if (correlation > best * (lag == 0 ? 1 : 1.05)) {
        best = correlation;
        lag = candidate;
      }
      double gone = samples[from + candidate];
      double next =
          from + candidate + length < samples.length ? samples[from + candidate + length] : 0;
      other += next * next - gone * gone;
    }
    return lag == 0 ? 0 : (double) rate / lag;
  }

  private static double energy(double[] samples, int from, int length) {
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += samples[i] * samples[i];
    }
    return sum;
  }
}
