package dev.winnow.mask;

import dev.winnow.image.Image;

/**
 * Tells where a film goes from one scene to another: the frames' mean difference on a coarse grid
 * jumps. For one thread.
 */
final class SceneCut {
  private static final int ACROSS = 24;
  private static final int DOWN = 18;

  /** Mean difference of a channel, of 255. People who move make a few. */
  private static final double LEAST = 28;

  private int[] last = {};

  /** Whether a frame begins a new scene; the first one does. */
  boolean isAt(Image frame) {
    int[] now = grid(frame);
    double difference = difference(last, now);
    last = now;
    return difference > LEAST;
  }

  /** How much differs between two grids, from 0 to 255; all, if one is none. */
  static double difference(int[] one, int[] other) {
    if (one.length != other.length) {
      return 255;
    }
    long sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs(one[i] - other[i]);
    }
    return (double) sum / one.length;
  }

  /** Single pixels at even distances: nearly nothing to read, and enough to tell scenes apart. */
  static int[] grid(Image frame) {
    int[] values = new int[3 * ACROSS * DOWN];
    int at = 0;
    for (int row = 0; row < DOWN; row++) {
      int y = (2 * row + 1) * frame.height() / (2 * DOWN);
      for (int column = 0; column < ACROSS; column++) {
        int rgb = frame.rgb((2 * column + 1) * frame.width() / (2 * ACROSS), y);
        values[at++] = rgb >> 16;
        values[at++] = rgb >> 8 & 0xFF;
        values[at++] = rgb & 0xFF;
      }
    }
    return values;
  }
}
