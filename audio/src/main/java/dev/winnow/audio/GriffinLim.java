package dev.winnow.audio;

import dev.winnow.core.StftSpec;
import java.util.Arrays;
import java.util.Random;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Sound of which only the magnitudes of a short-time Fourier transform are known (Griffin and Lim
 * 1984, "Signal Estimation from Modified Short-Time Fourier Transform"): from random phases on, it
 * goes back and forth between sound and transform, and each time keeps the phases and puts the
 * magnitudes back.
 */
final class GriffinLim {
  private static final int ROUNDS = 32;

  /** Below this there is no phase to keep. */
  private static final double NOTHING = 1e-9;

  /**
   * Share of the largest weight below which sound fades out at its ends: to divide by what a window
   * begins with would make a click of what phases do not agree on.
   */
  private static final double FADE = 0.1;

  private final StftSpec stft;
  private final double[] window;
  private final DoubleFFT_1D transform;

  GriffinLim(StftSpec stft) {
    this.stft = stft;
    this.window = new double[stft.window()];
    Arrays.setAll(window, i -> 0.5 - 0.5 * Math.cos(2 * Math.PI * i / window.length));
    this.transform = new DoubleFFT_1D(stft.fft());
  }

  /**
   * Sound.
   *
   * @param magnitudes of each frame, as many as there are bins
   * @param samples of the sound
   * @param seed of the phases to begin with
   */
  double[] of(double[][] magnitudes, int samples, long seed) {
    Random random = new Random(seed);
    double[][] spectra = new double[magnitudes.length][stft.fft()];
    for (double[] spectrum : spectra) {
      Arrays.setAll(spectrum, i -> random.nextGaussian());
    }
    double[] sound = new double[0];
    for (int round = 0; round <= ROUNDS; round++) {
      if (round > 0) {
        forward(sound, spectra);
      }
      for (int frame = 0; frame < spectra.length; frame++) {
        put(magnitudes[frame], spectra[frame]);
      }
      sound = inverse(spectra);
    }
    int before = stft.center() ? stft.fft() / 2 : 0;
    return Arrays.copyOfRange(sound, before, before + samples);
  }

  private int offset() {
    return (stft.fft() - stft.window()) / 2;
  }

  private void forward(double[] sound, double[][] spectra) {
    for (int frame = 0; frame < spectra.length; frame++) {
      double[] spectrum = spectra[frame];
      Arrays.fill(spectrum, 0);
      int from = frame * stft.hop() + offset();
      for (int i = 0; i < window.length; i++) {
        spectrum[i] = window[i] * sound[from + i];
      }
      transform.realForward(spectrum);
    }
  }

  /**
   * Frames are added where they overlap, and divided by what the squares of the windows add up to,
   * but where that is little.
   */
  private double[] inverse(double[][] spectra) {
    double[] sound = new double[(spectra.length - 1) * stft.hop() + stft.fft()];
    double[] weight = new double[sound.length];
    for (int frame = 0; frame < spectra.length; frame++) {
      double[] values = spectra[frame].clone();
      transform.realInverse(values, true);
      int from = frame * stft.hop() + offset();
      for (int i = 0; i < window.length; i++) {
        sound[from + i] += window[i] * values[i];
        weight[from + i] += window[i] * window[i];
      }
    }
    double least = FADE * Arrays.stream(weight).max().orElse(1);
    for (int i = 0; i < sound.length; i++) {
      sound[i] /= Math.max(weight[i], least);
    }
    return sound;
  }

  /** Of the packed form: the last bin's real part stands where the first has no imaginary one. */
  private static void put(double[] magnitudes, double[] packed) {
    int last = magnitudes.length - 1;
    packed[0] = Math.copySign(magnitudes[0], packed[0]);
    packed[1] = Math.copySign(magnitudes[last], packed[1]);
    for (int bin = 1; bin < last; bin++) {
      double length = Math.hypot(packed[2 * bin], packed[2 * bin + 1]);
      double factor = magnitudes[bin] / Math.max(length, NOTHING);
      packed[2 * bin] *= factor;
      packed[2 * bin + 1] *= factor;
    }
  }
}
