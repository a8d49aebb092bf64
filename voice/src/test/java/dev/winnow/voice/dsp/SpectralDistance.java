package dev.winnow.voice.dsp;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * How far the spectra of two sounds of {@link Voices#RATE} lie apart: over the frames of 32 ms that
 * are no more than 40 dB weaker than the loudest, the mean of the root mean square over frequencies
 * to 4 kHz, once both are equally loud.
 */
final class SpectralDistance {
  private static final int HOP = Voices.RATE / 100;
  private static final int SPECTRUM = 512;

  /** A quarter of the rate. */
  private static final int BINS = SPECTRUM / 4;

  private SpectralDistance() {}

  /** In decibels. */
  static double of(double[] one, double[] other) {
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
