package dev.winnow.voice.dsp;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps the loudness that sound had before it was filtered: every 10 ms the power of what went in
 * and of what came out for that time are averaged, over the last 200 ms or so (weights fall by the
 * factor e in that time), and what comes out is brought to the root of their ratio, by at most 12
 * dB, from one 10 ms to the next along a straight line. Without latency of its own.
 */
public final class LoudnessKeeper implements SoundFilter {
  private static final double FORGOTTEN = Math.exp(-10.0 / 200);
  private static final double MOST = Math.pow(10, 12.0 / 20);

  /** Below −100 dB there is no loudness to keep. */
  private static final double SILENCE = 1e-10;

  private final SoundFilter filter;
  private final int hop;
  private final SlidingSamples output;
  private final Deque<Double> powers = new ArrayDeque<>();
  private double power;
  private int counted;
  private double before;
  private double after;
  private double gain = 1;
  private int given;

  private LoudnessKeeper(SoundFilter filter, int rate) {
    this.filter = filter;
    this.hop = rate / 100;
    this.output = new SlidingSamples(rate);
  }

  /**
   * A filter that keeps the loudness.
   *
   * @param rate in samples per second
   */
  public static LoudnessKeeper of(SoundFilter filter, int rate) {
    return new LoudnessKeeper(filter, rate);
  }

  @Override
  public double[] push(double[] samples) {
    for (double sample : samples) {
      power += sample * sample;
      counted++;
      if (counted == hop) {
        endHop();
      }
    }
    output.append(filter.push(samples));
    return levelled((output.frames() - given) / hop * hop);
  }

  @Override
  public double[] finish() {
    if (counted > 0) {
      endHop();
    }
    output.append(filter.finish());
    return levelled(output.frames() - given);
  }

  @Override
  public int latency() {
    return filter.latency() + hop;
  }

  private void endHop() {
    powers.add(power);
    power = 0;
    counted = 0;
  }

  private double[] levelled(int count) {
    double[] levelled = new double[count];
    for (int at = 0; at < count; at += hop) {
      level(levelled, at, Math.min(count, at + hop));
    }
    given += count;
    output.dropBefore(given);
    return levelled;
  }

  private void level(double[] into, int from, int to) {
    double made = 0;
    for (int i = from; i < to; i++) {
      into[i] = output.value(given + i);
      made += into[i] * into[i];
    }
    before = FORGOTTEN * before + powers.remove();
    after = FORGOTTEN * after + made;
    double wanted =
        after > SILENCE * hop ? Math.max(1 / MOST, Math.min(MOST, Math.sqrt(before / after))) : 1;
    for (int i = from; i < to; i++) {
      into[i] *= gain + (wanted - gain) * (i - from + 1) / hop;
    }
    gain = wanted;
  }
}
