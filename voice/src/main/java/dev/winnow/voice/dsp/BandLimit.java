package dev.winnow.voice.dsp;

import java.util.ArrayList;
import java.util.List;

/**
 * Lets a band of frequencies pass: a high-pass and a low-pass of Butterworth of order 4 each, −3 dB
 * at the edges and −24 dB an octave beyond them, as two biquads each (Bristow-Johnson, "Cookbook
 * formulae for audio EQ biquad filter coefficients"). Without latency.
 */
public final class BandLimit implements SoundFilter {
  /** Of the two pairs of poles of order 4. */
  private static final List<Double> QUALITIES =
      List.of(0.541_196_100_146_197, 1.306_562_964_876_377);

  private final List<Biquad> sections = new ArrayList<>();

  private static final class Biquad {
    private final double[] b;
    private final double a1;
    private final double a2;
    private double one;
    private double two;

    Biquad(boolean high, double frequency, double quality) {
      double angle = 2 * Math.PI * frequency;
      double alpha = Math.sin(angle) / (2 * quality);
      double edge = (high ? 1 + Math.cos(angle) : 1 - Math.cos(angle)) / (1 + alpha);
      this.b = new double[] {edge / 2, high ? -edge : edge, edge / 2};
      this.a1 = -2 * Math.cos(angle) / (1 + alpha);
      this.a2 = (1 - alpha) / (1 + alpha);
    }

    double next(double x) {
      double y = b[0] * x + one;
      one = b[1] * x - a1 * y + two;
      two = b[2] * x - a2 * y;
      return y;
    }
  }

  private BandLimit(double low, double high, int rate) {
    for (double quality : QUALITIES) {
      sections.add(new Biquad(true, low / rate, quality));
      sections.add(new Biquad(false, high / rate, quality));
    }
  }

  /**
   * A band.
   *
   * @param low edge in hertz, above 0
   * @param high edge in hertz, above {@code low} and below half the rate
   * @param rate in samples per second
   * @throws IllegalArgumentException if the edges are no such band
   */
  public static BandLimit of(double low, double high, int rate) {
    if (!(low > 0 && high > low && high < rate / 2.0)) {
      throw new IllegalArgumentException(
          "a band reaches from above 0 to below %s Hz, half the rate, not from %s to %s"
              .formatted(rate / 2.0, low, high));
    }
    return new BandLimit(low, high, rate);
  }

  @Override
  public double[] push(double[] samples) {
    double[] passed = samples.clone();
    for (int i = 0; i < passed.length; i++) {
      for (Biquad section : sections) {
        passed[i] = section.next(passed[i]);
      }
    }
    return passed;
  }

  @Override
  public double[] finish() {
    return new double[0];
  }

  @Override
  public int latency() {
    return 0;
  }
}
