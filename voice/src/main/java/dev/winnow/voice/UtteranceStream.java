package dev.winnow.voice;

import dev.winnow.data.TimeWindow;
import dev.winnow.voice.dsp.SoundFilter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Cuts sound into utterances while it comes, and disguises each by itself.
 *
 * <p>An utterance begins 0.2 s before the first 10 ms that are louder than −60 dB of full scale;
 * what is silent before that is passed over. It ends with the first pause of 0.3 s once it has its
 * least length, or at its greatest. A pause is what is weaker than 2 % of the loudest of the
 * utterance.
 *
 * <p>For one thread.
 */
final class UtteranceStream {
  private static final double PAUSE = 0.02;
  private static final int PAUSE_FRAMES = 30;
  private static final int FRAMES_BEFORE = 20;
  private static final double SHORTEST_SECONDS = 0.1;

  private final VoiceDisguise disguise;
  private final int rate;
  private final Lengths lengths;
  private final boolean trims;
  private final double[] frame;
  private int filled;

  /** Samples that came, whole frames. */
  private long came;

  private final Deque<double[]> before = new ArrayDeque<>();
  private long silentFrames;
  private Optional<Growing> growing = Optional.empty();

  /**
   * How long an utterance may be, in samples.
   *
   * @param least after which a pause ends it
   * @param most after which it ends anyway
   * @param whole the recording is one utterance from its first sample on, be it silent
   */
  record Lengths(long least, long most, boolean whole) {
    /** Of a recording that is one utterance. */
    static final Lengths WHOLE = new Lengths(Long.MAX_VALUE, Long.MAX_VALUE, true);
  }

  /** An utterance that has begun. */
  private final class Growing {
    private final long start;
    private final SoundFilter filter = disguise.open();
    private final List<double[]> made = new ArrayList<>();
    private final List<Double> levels = new ArrayList<>();
    private long nanos;
    private double loudest;
    private int quiet;
    private boolean damaged;

    Growing(long start) {
      this.start = start;
    }

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

    boolean ends() {
      long length = came - start;
      return length >= lengths.most || (length >= lengths.least && quiet >= PAUSE_FRAMES);
    }

    FilteredUtterance end() {
      long begin = System.nanoTime();
      made.add(filter.finish());
      double[] samples = made.stream().flatMapToDouble(Arrays::stream).toArray();
      nanos += System.nanoTime() - begin;
      long end = Math.max(came, start + 1);
      TimeWindow time = new TimeWindow((double) start / rate, (double) end / rate);
      Optional<String> reason = withheld(samples);
      if (reason.isPresent()) {
        return new FilteredUtterance.Withheld(time, reason.get());
      }
      double[] released = Loudness.withoutClipping(trims ? trimmed(samples) : samples);
      return new FilteredUtterance.Disguised(time, released, Duration.ofNanos(nanos));
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

    private double[] trimmed(double[] samples) {
      int hop = frame.length;
      int[] loud = Loudness.loudFrames(levels, Math.max(Loudness.SILENCE, PAUSE / 2 * loudest));
      int from = Math.max(0, loud[0] * hop);
      return Arrays.copyOfRange(
          samples, Math.min(from, samples.length), Math.min(samples.length, loud[1] * hop));
    }
  }

  UtteranceStream(VoiceDisguise disguise, int rate, Lengths lengths, boolean trims) {
    this.disguise = disguise;
    this.rate = rate;
    this.lengths = lengths;
    this.trims = trims;
    this.frame = new double[rate / 100];
    if (lengths.whole) {
      growing = Optional.of(new Growing(0));
    }
  }

  /** Takes what came next, and gives the utterances that ended. */
  List<FilteredUtterance> push(double[] samples) {
    List<FilteredUtterance> ended = new ArrayList<>();
    for (double sample : samples) {
      frame[filled++] = sample;
      if (filled == frame.length) {
        filled = 0;
        take(frame.clone()).ifPresent(ended::add);
      }
    }
    return ended;
  }

  /** Gives the last one, once nothing more comes. */
  Optional<FilteredUtterance> finish() {
    if (filled > 0 && growing.isPresent()) {
      came += filled;
      growing.get().add(Arrays.copyOf(frame, filled));
    }
    Optional<FilteredUtterance> last = growing.map(Growing::end);
    growing = Optional.empty();
    return last;
  }

  /** How long it was silent between utterances. */
  double silentSeconds() {
    return (double) silentFrames * frame.length / rate;
  }

  private Optional<FilteredUtterance> take(double[] samples) {
    came += samples.length;
    if (growing.isEmpty()) {
      wait(samples);
      return Optional.empty();
    }
    Growing current = growing.get();
    current.add(samples);
    if (!current.ends()) {
      return Optional.empty();
    }
    growing = Optional.empty();
    return Optional.of(current.end());
  }

  private void wait(double[] samples) {
    before.add(samples);
    if (!(Loudness.of(samples) < Loudness.SILENCE)) {
      Growing begun = new Growing(came - (long) before.size() * samples.length);
      before.forEach(begun::add);
      before.clear();
      growing = Optional.of(begun);
    } else if (before.size() > FRAMES_BEFORE) {
      before.remove();
      silentFrames++;
    }
  }
}
