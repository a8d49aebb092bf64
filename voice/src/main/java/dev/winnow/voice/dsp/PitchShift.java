package dev.winnow.voice.dsp;

import java.util.Arrays;

/**
 * Moves the pitch, and with it all formants, and keeps the time: sound is made longer by the factor
 * of the pitch without a change of pitch, and then played faster by as much.
 *
 * <p>Time is stretched by waveform similarity overlap-add (Verhelst and Roelands 1993, "An
 * Overlap-Add Technique Based on Waveform Similarity (WSOLA) for High Quality Time-Scale
 * Modification of Speech", ICASSP): windows of 40 ms (Hann) are put together every 20 ms; each is
 * taken from where it belongs, give or take 8 ms, which is where its first half is most like what
 * would have followed the window before it, by the normalised cross-correlation. So a voice down to
 * 63 Hz finds a whole period to continue with. What plays it faster is a {@link SincInterpolator},
 * which also removes what would lie above half the rate.
 *
 * <p>Latency: 28 ms, 20 ms divided by the factor, and what the interpolator reaches ahead: less
 * than 75 ms at 16 kHz for factors from 0.5 to 2.
 */
public final class PitchShift implements SoundFilter {
  private final double factor;
  private final int hop;
  private final int tolerance;
  private final double[] window;
  private final double[] wanted;
  private final double[] near;

  /** Of what is wanted and what is near, by the lag. */
  private final double[] products;

  private final SincInterpolator player;
  private final SlidingSamples input;
  private final SlidingSamples stretched;

  /** What was added so far to the second half of the last window. */
  private final double[] tail;

  private int frames;
  private int placed;
  private int given;
  private boolean ended;

  private PitchShift(double factor, int rate) {
    this.factor = factor;
    this.hop = rate / 50;
    this.tolerance = rate / 125;
    this.window = new double[2 * hop];
    Arrays.setAll(window, i -> 0.5 - 0.5 * Math.cos(Math.PI * i / hop));
    this.wanted = new double[hop];
    this.near = new double[hop + 2 * tolerance];
    this.products = new double[2 * tolerance + 1];
    this.tail = new double[hop];
    this.player = new SincInterpolator(factor);
    this.input = new SlidingSamples(rate);
    this.stretched = new SlidingSamples(rate);
  }

  /**
   * A shift by semitones, twelve to the octave.
   *
   * @param semitones from −12 to 12; below 0 the voice becomes lower
   * @param rate in samples per second, at least 4,000
   */
  public static PitchShift of(double semitones, int rate) {
    return new PitchShift(factor(semitones), rate);
  }

  /** What a pitch is multiplied with, of a shift by semitones. */
  public static double factor(double semitones) {
    return Math.pow(2, semitones / 12);
  }

  @Override
  public double[] push(double[] samples) {
    input.append(samples);
    while (reach() <= input.frames()) {
      addFrame();
    }
    return played(ready());
  }

  @Override
  public double[] finish() {
    ended = true;
    while (ready() < input.frames()) {
      addFrame();
    }
    return played(input.frames());
  }

  @Override
  public int latency() {
    double ahead = (player.reach() + 2 + hop) / factor;
    return (int) Math.ceil(ahead) + tolerance + hop + 1;
  }

  /** Where the next window belongs: the number of the sample in its middle. */
  private int centre() {
    return (int) Math.round(frames * (hop / factor));
  }

  /** How many samples the next window needs to have come. */
  private int reach() {
    return centre() + tolerance + hop;
  }

  private void addFrame() {
    int centre = centre();
    placed = frames == 0 ? centre : mostSimilar(centre);
    double[] done = new double[hop];
    for (int i = 0; i < hop; i++) {
      done[i] = tail[i] + window[i] * input.value(placed - hop + i);
      tail[i] = window[hop + i] * input.value(placed + i);
    }
    // The first half of the first window lies before the beginning.
    if (frames > 0) {
      stretched.append(done);
    }
    frames++;
    input.dropBefore(Math.min(placed, centre()) - hop - tolerance);
  }

  /** Behind the middle of the last window stands what its successor should begin with. */
  private int mostSimilar(int centre) {
    input.copy(placed, wanted);
    int from = centre - tolerance - hop;
    input.copy(from, near);
    double energy = 1e-12;
    for (int i = 0; i < hop; i++) {
      energy += near[i] * near[i];
    }
    multiply();
    int best = tolerance;
    double highest = Double.NEGATIVE_INFINITY;
    for (int lag = 0; lag <= 2 * tolerance; lag++) {
      double likeness = products[lag] / Math.sqrt(Math.max(energy, 1e-12));
      if (likeness > highest) {
        highest = likeness;
        best = lag;
      }
      if (lag < 2 * tolerance) {
        energy += near[lag + hop] * near[lag + hop] - near[lag] * near[lag];
      }
    }
    return centre - tolerance + best;
  }

  /** For all lags at once, since the processor does the same to several numbers at a time. */
  private void multiply() {
    Arrays.fill(products, 0);
    for (int i = 0; i + 1 < hop; i += 2) {
      double even = wanted[i];
      double odd = wanted[i + 1];
      for (int lag = 0; lag < products.length; lag++) {
        products[lag] += even * near[lag + i] + odd * near[lag + i + 1];
      }
    }
  }

  /** How many samples can be played of what is stretched so far. */
  private int ready() {
    int reach = ended ? 0 : player.reach() + 2;
    int ready = (int) Math.floor((stretched.frames() - reach) / factor);
    return Math.max(given, Math.min(ready, input.frames()));
  }

  private double[] played(int until) {
    double[] played = player.read(stretched, given, until - given);
    given = until;
    stretched.dropBefore((int) (given * factor) - player.reach() - 1);
    return played;
  }
}
