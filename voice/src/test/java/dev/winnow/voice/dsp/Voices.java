package dev.winnow.voice.dsp;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Sound of known pitch and known formants, and what can be measured of sound. */
public final class Voices {
  /** In samples per second. */
  public static final int RATE = 16_000;

  private Voices() {}

  /** Harmonics of a pitch below 4 kHz, weaker by 6 dB an octave. */
  public static double[] harmonics(double pitch, int samples) {
    int count = (int) (4_000 / pitch);
    return sampled(
        samples,
        n -> {
          double sum = 0;
          for (int k = 1; k <= count; k++) {
            sum += Math.cos(2 * Math.PI * k * pitch * n / RATE + 0.7 * k * k) / k;
          }
          return 0.15 * sum;
        });
  }

  /** A vowel: pulses, or noise where the pitch is 0, through resonators as wide as 60 to 110 Hz. */
  public static double[] vowel(double pitch, int samples, double... formants) {
    Random random = new Random(1);
    double[] sound = sampled(samples, n -> random.nextGaussian());
    if (pitch > 0) {
      // Between two samples, so that the pitch is exact: a pulse of limited band.
      sound = sampled(samples, n -> pulses(pitch, n));
    }
    double width = 60;
    for (double formant : formants) {
      sound = resonated(sound, formant, width);
      width += 20;
    }
    double most = Arrays.stream(sound).map(Math::abs).max().orElseThrow();
    double level = 0.5 / most;
    return Arrays.stream(sound).map(x -> level * x).toArray();
  }

  private static double pulses(double pitch, int n) {
    // The sum of all harmonics below half the rate, in closed form (Dirichlet's kernel).
    int count = (int) (0.49 * RATE / pitch);
    double half = Math.PI * pitch * n / RATE;
    double below = Math.sin(half);
    return Math.abs(below) < 1e-9
        ? 1
        : Math.sin((2 * count + 1) * half) / ((2 * count + 1) * below);
  }

  private static double[] resonated(double[] sound, double formant, double width) {
    double radius = Math.exp(-Math.PI * width / RATE);
    double[] predictor = {1, -2 * radius * Math.cos(2 * Math.PI * formant / RATE), radius * radius};
    return AllPole.filter(predictor, sound);
  }

  private static double[] sampled(int samples, IntToDoubleFunction value) {
    double[] sound = new double[samples];
    Arrays.setAll(sound, value);
    return sound;
  }

  /**
   * The pitch, from the autocorrelation around many periods: exact to a cent on what is periodic.
   *
   * @param expected pitch, within a sixth of which it lies
   */
  public static double pitch(double[] sound, double expected) {
    double[] middle = Arrays.copyOfRange(sound, sound.length / 4, sound.length * 3 / 4);
    double period = near(middle, RATE / expected, RATE / expected / 6);
    // From period to period further away, where the same error of a peak's place weighs less.
    for (int periods = 2; periods <= 16; periods *= 2) {
      period = near(middle, periods * period, period / 6) / periods;
    }
    return RATE / period;
  }

  private static double near(double[] sound, double lag, double reach) {
    int best = (int) Math.round(lag);
    for (int candidate = (int) Math.ceil(lag - reach); candidate <= lag + reach; candidate++) {
      best = likeness(sound, candidate) > likeness(sound, best) ? candidate : best;
    }
    double left = likeness(sound, best - 1);
    double peak = likeness(sound, best);
    double right = likeness(sound, best + 1);
    return best + 0.5 * (left - right) / (left - 2 * peak + right);
  }

  private static double likeness(double[] sound, int lag) {
    double product = 0;
    double one = 0;
    double other = 0;
    for (int n = 0; n + lag < sound.length; n++) {
      product += sound[n] * sound[n + lag];
      one += sound[n] * sound[n];
      other += sound[n + lag] * sound[n + lag];
    }
    return product / Math.sqrt(one * other);
  }

  /** By how many hundredths of a semitone one pitch is above another. */
  public static double cents(double pitch, double other) {
    return 1_200 * Math.log(pitch / other) / Math.log(2);
  }

  /** The level in dB: of a full square wave 0. */
  public static double decibels(double[] sound) {
    double power = Arrays.stream(sound).map(x -> x * x).average().orElseThrow();
    return 10 * Math.log10(power);
  }

  /** The frequency within a range where the spectrum, averaged over frames and smoothed, peaks. */
  public static double peak(double[] sound, double low, double high) {
    double best = low;
    double most = 0;
    for (double frequency = low; frequency <= high; frequency += 10) {
      double power = power(sound, frequency);
      if (power > most) {
        most = power;
        best = frequency;
      }
    }
    return best;
  }

  /** Welch's periodogram at a frequency: Hann windows of 20 ms, half over each other. */
  static double power(double[] sound, double frequency) {
    int length = RATE / 50;
    double sum = 0;
    for (int start = 0; start + length <= sound.length; start += length / 2) {
      double real = 0;
      double imaginary = 0;
      for (int i = 0; i < length; i++) {
        double value = sound[start + i] * Math.pow(Math.sin(Math.PI * i / length), 2);
        real += value * Math.cos(2 * Math.PI * frequency * i / RATE);
        imaginary += value * Math.sin(2 * Math.PI * frequency * i / RATE);
      }
      sum += real * real + imaginary * imaginary;
    }
    return sum;
  }
}
