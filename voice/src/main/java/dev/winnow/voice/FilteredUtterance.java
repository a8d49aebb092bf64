package dev.winnow.voice;

import dev.winnow.data.TimeWindow;
import java.time.Duration;

/** What became of a part of a recording. */
sealed interface FilteredUtterance {
  /** Which part it was. */
  TimeWindow time();

  /** It has another voice. */
  final class Disguised implements FilteredUtterance {
    private final TimeWindow time;
    private final double[] samples;
    private final Duration filtering;

    /**
     * @param samples from −1 to 1, not copied: nobody changes them
     * @param filtering how long that took
     */
    Disguised(TimeWindow time, double[] samples, Duration filtering) {
      this.time = time;
      this.samples = samples;
      this.filtering = filtering;
    }

    @Override
    public TimeWindow time() {
      return time;
    }

    /** Not copied. */
    double[] samples() {
      return samples;
    }

    Duration filtering() {
      return filtering;
    }
  }

  /**
   * It could not be disguised, and nothing of it is sent.
   *
   * @param reason such as {@code it is silent}
   */
  record Withheld(TimeWindow time, String reason) implements FilteredUtterance {}
}
