package dev.winnow.voice.dsp;

import java.util.Arrays;

/**
 * Gives sound another spectral envelope and keeps its excitation, and so its pitch: linear
 * prediction parts each frame into both, and the excitation goes through the new envelope. Frames,
 * windows and order are those of Patino et al. 2021, "Speaker Anonymisation Using the McAdams
 * Coefficient", Interspeech, section 3: 20 ms every 10 ms, with the square root of a Hann window
 * before and behind, and 20 coefficients at 16 kHz, one more or less with each kilohertz.
 *
 * <p>Each frame keeps its energy, and so the sound its loudness. A map that leaves envelopes as
 * they are leaves the sound as it is. A frame that is silent (below −120 dB) stays silent: of it
 * comes nothing but zeros.
 *
 * <p>Latency: 20 ms.
 */
public final class EnvelopeFilter implements SoundFilter {
  /** Energy of a sample below which a frame is silent. */
  private static final double SILENCE = 1e-12;

  private final EnvelopeMap map;
  private final int order;
  private final int hop;
  private final double[] window;
  private final SlidingSamples input;
  private final double[] tail;

  /** The next frame begins here. */
  private int next;

  private int given;

  private EnvelopeFilter(EnvelopeMap map, int rate) {
    this.map = map;
    this.order = order(rate);
    this.hop = rate / 100;
    this.window = new double[2 * hop];
    Arrays.setAll(window, i -> Math.sin(Math.PI * i / (2 * hop)));
    this.input = new SlidingSamples(rate);
    this.tail = new double[hop];
    this.next = -hop;
  }

  /**
   * A filter.
   *
   * @param rate in samples per second, at least 4,000
   */
  public static EnvelopeFilter of(EnvelopeMap map, int rate) {
    return new EnvelopeFilter(map, rate);
  }

  /** How many coefficients describe an envelope at a rate. */
  public static int order(int rate) {
    return 4 + rate / 1_000;
  }

  @Override
  public double[] push(double[] samples) {
    input.append(samples);
    int count = Math.max(0, (input.frames() - next) / hop - 1);
    return frames(count);
  }

  @Override
  public double[] finish() {
    int left = input.frames() - given;
    int count = Math.max(0, -Math.floorDiv(next - input.frames(), hop));
    return Arrays.copyOf(frames(count), left);
  }

  @Override
  public int latency() {
    return 2 * hop;
  }

  private double[] frames(int count) {
    double[] made = new double[count * hop];
    int at = 0;
    for (int frame = 0; frame < count; frame++) {
      double[] changed = changed();
      // What lies before the beginning is silent.
      if (next >= 0) {
        for (int i = 0; i < hop; i++) {
          made[at++] = tail[i] + changed[i];
        }
      }
      System.arraycopy(changed, hop, tail, 0, hop);
      next += hop;
    }
    input.dropBefore(next);
    given += at;
    return at == made.length ? made : Arrays.copyOf(made, at);
  }

  private double[] changed() {
    double[] frame = new double[2 * hop];
    input.copy(next, frame);
    multiply(frame, window);
    double energy = energy(frame);
    if (energy < SILENCE * frame.length) {
      return new double[2 * hop];
    }
    double[] predictor = LinearPrediction.burg(frame, order);
    double[] made = AllPole.filter(map.map(predictor), AllPole.residual(predictor, frame));
    double loudness = Math.sqrt(energy / energy(made));
    for (int i = 0; i < made.length; i++) {
      made[i] *= loudness * window[i];
    }
    return made;
  }

  private static void multiply(double[] values, double[] factors) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factors[i];
    }
  }

  private static double energy(double[] values) {
    return Arrays.stream(values).map(value -> value * value).sum();
  }
}
