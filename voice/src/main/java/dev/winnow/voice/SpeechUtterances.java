package dev.winnow.voice;

import dev.winnow.voice.activity.SpeechProbability;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Cuts sound where a detector says that somebody speaks, and lets nothing else pass.
 *
 * <p>An utterance begins 0.1 s before the first 10 ms of speech. It ends with the first 0.3 s
 * without any, or at its greatest length, and 0.1 s of what follows its last speech is sent. Speech
 * begins at the detector's threshold and goes on until its probability is 0.15 lower, as Silero's
 * own segmentation has it. What is speech for less than 0.1 s in all is passed over, as silence is.
 *
 * <p>If the detector fails, what it had begun to hear is forgotten, and nothing more is sent.
 */
final class SpeechUtterances implements UtteranceCutter {
  private static final int LEAD_FRAMES = 10;
  private static final int HANGOVER_FRAMES = 10;
  private static final int PAUSE_FRAMES = 30;
  private static final int LEAST_SPEECH_FRAMES = 10;
  private static final double HYSTERESIS = 0.15;

  private final VoiceDisguise disguise;
  private final SpeechProbability probability;
  private final double threshold;
  private final int rate;
  private final long most;
  private final double[] frame;
  private int filled;

  /** Frames and blocks of which nothing is decided. */
  private final Deque<double[]> waiting = new ArrayDeque<>();

  private final Deque<Double> blocks = new ArrayDeque<>();

  /** Numbers of the first ones of them. */
  private long firstFrame;

  private long firstBlock;
  private boolean failed;

  private final Deque<double[]> before = new ArrayDeque<>();
  private boolean speaking;
  private Optional<GrowingUtterance> growing = Optional.empty();

  /** Of the one that grows: frames that are speech, and frames until the last of them. */
  private int speech;

  private int heard;

  /**
   * @param probability that has heard nothing yet
   * @param threshold from which speech begins
   * @param most samples of an utterance
   */
  SpeechUtterances(
      VoiceDisguise disguise,
      SpeechProbability probability,
      double threshold,
      int rate,
      long most) {
    this.disguise = disguise;
    this.probability = probability;
    this.threshold = threshold;
    this.rate = rate;
    this.most = most;
    this.frame = new double[rate / 100];
  }

  @Override
  public List<FilteredUtterance> push(double[] samples) {
    if (failed) {
      return List.of();
    }
    for (double sample : samples) {
      frame[filled++] = sample;
      if (filled == frame.length) {
        filled = 0;
        waiting.add(frame.clone());
      }
    }
    listen(() -> probability.push(samples));
    return decided();
  }

  @Override
  public List<FilteredUtterance> finish() {
    if (failed) {
      return List.of();
    }
    if (filled > 0) {
      waiting.add(Arrays.copyOf(frame, filled));
    }
    listen(probability::finish);
    List<FilteredUtterance> ended = decided();
    growing.flatMap(this::ended).ifPresent(ended::add);
    growing = Optional.empty();
    return ended;
  }

  /** What is told of the next blocks. */
  private interface Listening {
    double[] blocks();
  }

  private void listen(Listening listening) {
    failed = true;
    for (double block : listening.blocks()) {
      blocks.add(block);
    }
    failed = false;
  }

  private List<FilteredUtterance> decided() {
    List<FilteredUtterance> ended = new ArrayList<>();
    while (!waiting.isEmpty()) {
      double middle = (firstFrame + 0.5) * frame.length / rate;
      long block = (long) (middle / probability.blockSeconds());
      for (; firstBlock < block && !blocks.isEmpty(); firstBlock++) {
        blocks.remove();
      }
      if (blocks.isEmpty()) {
        break;
      }
      take(waiting.remove(), blocks.element()).ifPresent(ended::add);
    }
    return ended;
  }

  private Optional<FilteredUtterance> take(double[] samples, double sure) {
    firstFrame++;
    speaking = sure >= (speaking ? threshold - HYSTERESIS : threshold);
    if (growing.isPresent()) {
      growing.get().add(samples);
    } else {
      wait(samples);
    }
    if (growing.isEmpty()) {
      return Optional.empty();
    }
    GrowingUtterance current = growing.get();
    if (speaking) {
      speech++;
      heard = current.frames();
    }
    boolean pauses = current.frames() - heard >= PAUSE_FRAMES;
    if (!pauses && (long) current.frames() * frame.length < most) {
      return Optional.empty();
    }
    growing = Optional.empty();
    return ended(current);
  }

  private void wait(double[] samples) {
    before.add(samples);
    if (speaking) {
      long start = (firstFrame - before.size()) * frame.length;
      GrowingUtterance begun = new GrowingUtterance(disguise.open(), rate, start);
      before.forEach(begun::add);
      before.clear();
      speech = 0;
      growing = Optional.of(begun);
    } else if (before.size() > LEAD_FRAMES) {
      before.remove();
    }
  }

  private Optional<FilteredUtterance> ended(GrowingUtterance utterance) {
    int kept = Math.min(utterance.frames(), heard + HANGOVER_FRAMES);
    return speech < LEAST_SPEECH_FRAMES
        ? Optional.empty()
        : Optional.of(
            utterance.end(utterance.start() + (long) kept * frame.length, new int[] {0, kept}));
  }
}
