package dev.winnow.voice.dsp;

import dev.winnow.audio.KaiserWindow;

/**
 * Reads sound between its samples, at another speed (Smith and Gossett 1984, "A Flexible
 * Sampling-Rate Conversion Method", ICASSP): a sinc under a Kaiser window (β = 8), read between 512
 * points a sample on straight lines. Where it is read faster, the sinc is as much wider, so that
 * nothing is mirrored at half the rate: what remains of it lies 80 dB lower.
 */
final class SincInterpolator {
  /** Zero crossings to each side. */
  private static final int CROSSINGS = 24;

  private static final int POINTS = 512;
  private static final double BETA = 8;

  /** The band that passes, as a share of half the rate; the window needs the rest. */
  private static final double PASS = 0.9;

  private static final double[] KERNEL = kernel();

  private final double speed;
  private final double width;

  /**
   * @param speed samples from one place to the next
   */
  SincInterpolator(double speed) {
    this.speed = speed;
    this.width = PASS / Math.max(1, speed);
  }

  /** How many samples before and behind a place count. */
  int reach() {
    return (int) Math.ceil(CROSSINGS / width) + 1;
  }

  /**
   * Sound at so many places, one speed after the other.
   *
   * @param first number of the first: it lies at that many times the speed
   */
  double[] read(SlidingSamples sound, int first, int count) {
    int reach = reach();
    int start = (int) Math.floor(first * speed) - reach;
    double[] near = new double[(int) Math.ceil(count * speed) + 2 * reach + 3];
    sound.copy(start, near);
    double[] read = new double[count];
    for (int i = 0; i < count; i++) {
      double place = (first + i) * speed;
      int below = (int) Math.floor(place);
      double rest = place - below;
      read[i] =
          width
              * (wing(near, below - start, -1, rest) + wing(near, below + 1 - start, 1, 1 - rest));
    }
    return read;
  }

  /** All that counts to one side. */
  private double wing(double[] near, int from, int direction, double distance) {
    double step = width * POINTS;
    double sum = 0;
    int i = from;
    for (double at = distance * step; at < KERNEL.length - 1; at += step) {
      int below = (int) at;
      sum += near[i] * (KERNEL[below] + (at - below) * (KERNEL[below + 1] - KERNEL[below]));
      i += direction;
    }
    return sum;
  }

  private static double[] kernel() {
    double[] kernel = new double[CROSSINGS * POINTS + 1];
    kernel[0] = 1;
    for (int i = 1; i < kernel.length; i++) {
      double x = Math.PI * i / POINTS;
      double place = (double) i / (kernel.length - 1);
      kernel[i] = Math.sin(x) / x * KaiserWindow.at(place, BETA);
    }
    return kernel;
  }
}
