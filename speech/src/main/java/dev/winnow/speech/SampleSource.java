package dev.winnow.speech;

import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataEndSignal;
import edu.cmu.sphinx.frontend.DataStartSignal;
import edu.cmu.sphinx.frontend.DoubleData;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where Sphinx's front end begins: the samples of one recording after the other. */
final class SampleSource extends BaseDataProcessor {
  private static final int BLOCK = SpeechRecogniser.RATE / 100;

  /** Sphinx counts in steps of 16 bits. */
  private static final double FULL_SCALE = 32_768;

  private double[] samples = {};
  private int next;
  private boolean started;
  private boolean ended = true;

  /**
   * Begins a recording.
   *
   * @param recording from −1 to 1; not changed
   */
  void begin(double[] recording) {
    samples = recording;
    next = 0;
    started = false;
    ended = false;
  }

  /** Forgets the recording. */
  void forget() {
    samples = new double[0];
    ended = true;
  }

  /** Null behind the recording's end, as Sphinx wants it. */
  @Override
  public @Nullable Data getData() {
    if (ended) {
      return null;
    }
    if (!started) {
      started = true;
      return new DataStartSignal(SpeechRecogniser.RATE, 0);
    }
    if (next < samples.length) {
      int first = next;
      next = Math.min(samples.length, first + BLOCK);
      double[] block = Arrays.copyOfRange(samples, first, next);
      Arrays.setAll(block, i -> block[i] * FULL_SCALE);
      return new DoubleData(block, SpeechRecogniser.RATE, first);
    }
    ended = true;
    return new DataEndSignal(1_000L * samples.length / SpeechRecogniser.RATE);
  }
}
