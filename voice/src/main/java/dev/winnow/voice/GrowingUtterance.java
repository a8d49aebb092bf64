package dev.winnow.voice;

import dev.winnow.data.TimeWindow;
import dev.winnow.voice.dsp.SoundFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An utterance that has begun: what is disguised of it so far. */
final class GrowingUtterance {
  /** A pause is weaker than this share of the loudest. */
  private static final double PAUSE = 0.02;

  private static final double SHORTEST_SECONDS = 0.1;

  private final SoundFilter filter;
  private final int rate;
  private final long start;
  private final List<double[]> made = new ArrayList<>();
  private final List<Double> levels = new ArrayList<>();
  private long nanos;
  private double loudest;
  private int quiet;
  private boolean damaged;

  /**
   * @param filter of this utterance alone
   * @param start the number of its first sample
   */
  GrowingUtterance(SoundFilter filter, int rate, long start) {
    this.filter = filter;
    this.rate = rate;
    this.start = start;
  }

  /** The number of its first sample. */
  long start() {
    return start;
  }

  /** How many frames have come. */
  int frames() {
    return levels.size();
  }

  /** How many of the last ones are a pause. */
  int quietFrames() {
    return quiet;
  }

  /** Takes the next 10 ms; the last frame may be shorter. */
  void add(double[] samples) {
    double level = Loudness.of(samples);
    boolean isNumber = Double.isFinite(level);
    damaged |= !isNumber;
    levels.add(isNumber ? level : 0);
    loudest = Math.max(loudest, isNumber ? level : 0);
    quiet = level > PAUSE * loudest ? 0 : quiet + 1;
    long begin = System.nanoTime();
    made.add(filter.push(isNumber ? samples : new double[samples.length]));
    nanos += System.nanoTime() - begin;
  }

  /** The first frame that is not silent, and the one behind the last, with what is around them. */
  int[] loudFrames() {
    return Loudness.loudFrames(levels, Math.max(Loudness.SILENCE, PAUSE / 2 * loudest));
  }

  /**
   * Nothing more comes of it.
   *
   * @param end the number of the sample behind its last
   * @param kept the first frame that is sent, and the one behind the last
   */
  FilteredUtterance end(long end, int[] kept) {
    long begin = System.nanoTime();
    made.add(filter.finish());
    double[] samples = made.stream().flatMapToDouble(Arrays::stream).toArray();
    nanos += System.nanoTime() - begin;
    TimeWindow time =
        new TimeWindow((double) start / rate, (double) Math.max(end, start + 1) / rate);
    Optional<String> reason = withheld(samples);
    if (reason.isPresent()) {
      return new FilteredUtterance.Withheld(time, reason.get());
    }
    int from = sample(kept[0], samples);
    double[] sent = Arrays.copyOfRange(samples, from, sample(kept[1], samples));
    return new FilteredUtterance.Disguised(
        time, Loudness.withoutClipping(sent), Duration.ofNanos(nanos));
  }

  private int sample(int frame, double[] samples) {
    return (int) Math.max(0, Math.min(samples.length, (long) frame * (rate / 100)));
  }

  private Optional<String> withheld(double[] samples) {
    if (damaged) {
      return Optional.of("it holds a sample that is no number");
    } else if (samples.length < SHORTEST_SECONDS * rate) {
      return Optional.of("it is shorter than 0.1 s, too short to be disguised");
    } else if (loudest < Loudness.SILENCE) {
      return Optional.of("it is silent, so that there is no voice to disguise");
    }
    double level = Loudness.of(samples);
    return level > 0 && Double.isFinite(level)
        ? Optional.empty()
        : Optional.of("its disguise came to nothing");
  }
}
