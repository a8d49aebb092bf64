package dev.winnow.voice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Cuts sound by how loud it is.
 *
 * <p>An utterance begins 0.2 s before the first 10 ms that are louder than −60 dB of full scale;
 * what is silent before that is passed over. It ends with the first pause of 0.3 s once it has its
 * least length, or at its greatest. A pause is what is weaker than 2 % of the loudest of the
 * utterance.
 */
final class UtteranceStream implements UtteranceCutter {
  private static final int PAUSE_FRAMES = 30;
  private static final int FRAMES_BEFORE = 20;
  private static final int[] ALL = {0, Integer.MAX_VALUE};

  private final VoiceDisguise disguise;
  private final int rate;
  private final Lengths lengths;
  private final boolean trims;
  private final double[] frame;
  private int filled;

  /** Samples that came, whole frames. */
  private long came;

  private final Deque<double[]> before = new ArrayDeque<>();
  private Optional<GrowingUtterance> growing = Optional.empty();

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

  UtteranceStream(VoiceDisguise disguise, int rate, Lengths lengths, boolean trims) {
    this.disguise = disguise;
    this.rate = rate;
    this.lengths = lengths;
    this.trims = trims;
    this.frame = new double[rate / 100];
    if (lengths.whole) {
      growing = Optional.of(begun(0));
    }
  }

  @Override
  public List<FilteredUtterance> push(double[] samples) {
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

  @Override
  public List<FilteredUtterance> finish() {
    if (filled > 0 && growing.isPresent()) {
      came += filled;
      growing.get().add(Arrays.copyOf(frame, filled));
    }
    List<FilteredUtterance> last = growing.map(this::ended).stream().toList();
    growing = Optional.empty();
    return last;
  }

  private Optional<FilteredUtterance> take(double[] samples) {
    came += samples.length;
    if (growing.isEmpty()) {
      wait(samples);
      return Optional.empty();
    }
    GrowingUtterance current = growing.get();
    current.add(samples);
    long length = came - current.start();
    boolean pauses = length >= lengths.least && current.quietFrames() >= PAUSE_FRAMES;
    if (length < lengths.most && !pauses) {
      return Optional.empty();
    }
    growing = Optional.empty();
    return Optional.of(ended(current));
  }

  private void wait(double[] samples) {
    before.add(samples);
    if (!(Loudness.of(samples) < Loudness.SILENCE)) {
      GrowingUtterance begun = begun(came - (long) before.size() * samples.length);
      before.forEach(begun::add);
      before.clear();
      growing = Optional.of(begun);
    } else if (before.size() > FRAMES_BEFORE) {
      before.remove();
    }
  }

  private GrowingUtterance begun(long start) {
    return new GrowingUtterance(disguise.open(), rate, start);
  }

  private FilteredUtterance ended(GrowingUtterance utterance) {
    return utterance.end(came, trims ? utterance.loudFrames() : ALL);
  }
}
