package dev.winnow.voice.dsp;

import dev.winnow.audio.Recording;
import java.util.Arrays;

/**
 * The last part of sound that goes on, by the numbers that its samples have from the beginning on.
 */
final class SlidingSamples implements Recording {
  private static final int FIRST_CAPACITY = 4_096;

  private final int rate;
  private double[] kept = new double[FIRST_CAPACITY];

  /** The number of the first sample that is kept. */
  private int first;

  private int end;

  SlidingSamples(int rate) {
    this.rate = rate;
  }

  @Override
  public int rate() {
    return rate;
  }

  /** How many there have been, those that were let go included. */
  @Override
  public int frames() {
    return end;
  }

  /** A sample that is still kept; 0 before the first and behind the last that there was. */
  @Override
  public double value(int frame) {
    return frame < first || frame >= end ? 0 : kept[frame - first];
  }

  void append(double[] samples) {
    int count = samples.length;
    int held = end - first;
    if (held + count > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(2 * kept.length, held + count));
    }
    System.arraycopy(samples, 0, kept, held, count);
    end += count;
  }

  /** Copies samples from a number on, 0 where there are none. */
  void copy(int from, double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = value(from + i);
    }
  }

  /** Gives all samples lower numbers. */
  void renumber(int by) {
    first -= by;
    end -= by;
  }

  /** Lets go of all samples before a number. Moves the rest only once that frees half the room. */
  void dropBefore(int number) {
    int gone = Math.min(number, end) - first;
    if (gone > kept.length / 2) {
      System.arraycopy(kept, gone, kept, 0, end - first - gone);
      first += gone;
    }
  }
}
