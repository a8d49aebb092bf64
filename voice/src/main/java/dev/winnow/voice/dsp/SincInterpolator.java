package dev.winnow.voice.dsp;

import dev.winnow.audio.KaiserWindow;

/**
 * Reads sound between its samples, at another speed (Smith and Gossett 1984, "A Flexible
 * Sampling-Rate Conversion Method", ICASSP): a sinc under a Kaiser window (β = 8), computed for 512
 * places between two samples and read between them on straight lines. Where it is read faster, the
 * sinc is as much wider, so that nothing is mirrored at half the rate: what remains of it lies 80
 * dB lower.
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

  /** Weights of what is near, for each place between two samples. */
  private final double[][] phases;

  /**
   * @param speed samples from one place to the next
   */
  SincInterpolator(double speed) {
    this.speed = speed;
    this.width = PASS / Math.max(1, speed);
    int reach = reach();
    this.phases = new double[POINTS + 1][2 * reach];
    for (int phase = 0; phase <= POINTS; phase++) {
      for (int tap = 0; tap < 2 * reach; tap++) {
        double distance = Math.abs((double) phase / POINTS + reach - 1 - tap);
        phases[phase][tap] = width * kernel(distance * width * POINTS);
      }
    }
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
      double phase = (place - below) * POINTS;
      int from = below - start - reach + 1;
      double one = DotProduct.of(phases[(int) phase], 0, near, from, 2 * reach);
      double other = DotProduct.of(phases[(int) phase + 1], 0, near, from, 2 * reach);
      read[i] = one + (phase - (int) phase) * (other - one);
    }
    return read;
  }

  /** Between its points on a straight line. */
  private static double kernel(double at) {
    int below = (int) at;
    return below >= KERNEL.length - 1
        ? 0
        : KERNEL[below] + (at - below) * (KERNEL[below + 1] - KERNEL[below]);
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
