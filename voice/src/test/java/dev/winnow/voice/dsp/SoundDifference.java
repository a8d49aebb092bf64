package dev.winnow.voice.dsp;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * How two sounds of {@link Voices#RATE} differ.
 *
 * @param cents by which the first is higher, the median over the frames of 40 ms in which both are
 *     clearly voiced; no number if there is none
 * @param decibels the log-spectral distance: over the frames of 32 ms that are no more than 40 dB
 *     weaker than the loudest, the mean of the root mean square over frequencies to 4 kHz, once
 *     both are equally loud
 */
record SoundDifference(double cents, double decibels) {
  private static final int HOP = Voices.RATE / 100;
  private static final int VOICED = Voices.RATE / 25;
  private static final int SPECTRUM = 512;

  /** A quarter of the rate. */
  private static final int BINS = SPECTRUM / 4;

  private static final int LONGEST = Voices.RATE / 60;
  private static final int SHORTEST = Voices.RATE / 400;
  private static final double CLEARLY = 0.9;

  /** Frames more than a third apart are an octave of one of both taken wrongly. */
  private static final double MOST_CENTS = 400;

  static SoundDifference between(double[] one, double[] other) {
    return new SoundDifference(cents(one, other), decibels(one, other));
  }

  private static double cents(double[] one, double[] other) {
    int frames = (Math.min(one.length, other.length) - VOICED - LONGEST) / HOP;
    double[] differences =
        IntStream.range(0, Math.max(0, frames))
            .mapToDouble(
                frame -> 1_200 * Math.log(period(other, frame * HOP) / period(one, frame * HOP)))
            .map(difference -> difference / Math.log(2))
            .filter(difference -> Math.abs(difference) <= MOST_CENTS)
            .sorted()
            .toArray();
    return differences.length == 0 ? Double.NaN : differences[differences.length / 2];
  }

  /** The lag of the first high peak of the normalised autocorrelation; no number if unvoiced. */
  private static double period(double[] sound, int from) {
    double[] likeness = new double[LONGEST + 1];
    double energy = DotProduct.of(sound, from, sound, from, VOICED);
    double most = 0;
    for (int lag = SHORTEST - 1; lag <= LONGEST; lag++) {
      double product = DotProduct.of(sound, from, sound, from + lag, VOICED);
      double later = DotProduct.of(sound, from + lag, sound, from + lag, VOICED);
      likeness[lag] = product / Math.sqrt(energy * later + 1e-9);
      most = Math.max(most, likeness[lag]);
    }
    for (int lag = SHORTEST; lag < LONGEST && most > CLEARLY; lag++) {
      double left = likeness[lag - 1];
      double peak = likeness[lag];
      double right = likeness[lag + 1];
      if (peak > 0.95 * most && peak >= left && peak >= right) {
        return lag + 0.5 * (left - right) / (left - 2 * peak + right - 1e-12);
      }
    }
    return Double.NaN;
  }

  private static double decibels(double[] one, double[] other) {
    int frames = (Math.min(one.length, other.length) - SPECTRUM) / HOP;
    double louder = Voices.decibels(one) - Voices.decibels(other);
    double[][] ones = new double[frames][];
    double[][] others = new double[frames][];
    double loudest = Double.NEGATIVE_INFINITY;
    for (int frame = 0; frame < frames; frame++) {
      ones[frame] = spectrum(one, frame * HOP);
      others[frame] = spectrum(other, frame * HOP);
      loudest = Math.max(loudest, ones[frame][BINS]);
    }
    double sum = 0;
    int count = 0;
    for (int frame = 0; frame < frames; frame++) {
      if (ones[frame][BINS] > loudest - 40) {
        sum += distance(ones[frame], others[frame], louder, loudest - 60);
        count++;
      }
    }
    return sum / count;
  }

  private static double distance(double[] one, double[] other, double louder, double floor) {
    double squares = 0;
    for (int bin = 1; bin < BINS; bin++) {
      double difference = Math.max(floor, one[bin]) - Math.max(floor, other[bin] + louder);
      squares += difference * difference;
    }
    return Math.sqrt(squares / (BINS - 1));
  }

  /** In decibels, and of all together behind them. */
  private static double[] spectrum(double[] sound, int from) {
    double[] frame = Arrays.copyOfRange(sound, from, from + SPECTRUM);
    for (int i = 0; i < SPECTRUM; i++) {
      frame[i] *= 0.5 - 0.5 * Math.cos(2 * Math.PI * i / SPECTRUM);
    }
    new DoubleFFT_1D(SPECTRUM).realForward(frame);
    double[] levels = new double[BINS + 1];
    double all = 0;
    for (int bin = 1; bin < BINS; bin++) {
      double power = Math.pow(frame[2 * bin], 2) + Math.pow(frame[2 * bin + 1], 2);
      all += power;
      levels[bin] = 10 * Math.log10(power + 1e-12);
    }
    levels[BINS] = 10 * Math.log10(all + 1e-12);
    return levels;
  }
}
