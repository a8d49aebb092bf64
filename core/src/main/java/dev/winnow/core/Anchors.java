package dev.winnow.core;

import java.util.List;

/**
 * Where most captures of each class lie once they are clipped and rounded: one cell for each class.
 * All captures in a cell get the same permanent noise, so that an unlucky node would answer wrongly
 * about nearly everybody of a class. A node therefore passes over noise that moves an anchor to the
 * middle between it and another one, or beyond, and takes the next.
 *
 * @param cells none, or 2 to 256, all different and of as many coordinates as the feature: whole
 *     numbers n for a value of n · σ/2
 */
public record Anchors(List<List<Integer>> cells) {
  /** A node takes the first noise. */
  public static final Anchors NONE = new Anchors(List.of());

  /** Cells in one σ. */
  private static final double IN_SIGMA = 2;

  /** More classes than these have none. */
  public static final int MOST = 256;

  /**
   * @throws IllegalArgumentException if there is one cell only, or too many, or if two are the same
   *     or differ in length
   */
  public Anchors {
    cells = cells.stream().map(List::copyOf).toList();
    boolean fit =
        cells.size() != 1
            && cells.size() <= MOST
            && cells.stream().distinct().count() == cells.size()
            && cells.stream().map(List::size).distinct().count() <= 1;
    if (!fit) {
      throw new IllegalArgumentException(
          "anchors must be 2 to %d different cells of as many coordinates each".formatted(MOST));
    }
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return cells.isEmpty();
  }

  /**
   * Whether noise leaves an anchor on its side of the middle to every other one.
   *
   * @param anchor its number, from 0
   * @param noise in σ, a number for each coordinate
   */
  public boolean holds(int anchor, double[] noise) {
    List<Integer> own = cells.get(anchor);
    for (List<Integer> other : cells) {
      double along = 0;
      double square = 0;
      for (int i = 0; i < noise.length; i++) {
        double step = ((double) other.get(i) - own.get(i)) / IN_SIGMA;
        along += noise[i] * step;
        square += step * step;
      }
      if (square > 0 && along >= square / 2) {
        return false;
      }
    }
    return true;
  }

  /**
   * A bound on the share of Gaussian noises that do not {@link #holds hold} every anchor: the sum
   * over ordered pairs at a distance of d σ of Φ(−d / 2), for which stands the larger φ(x) / x at x
   * = d / 2 (Gordon, "Values of Mills' ratio", 1941).
   *
   * @return 0 without anchors; may exceed 1
   */
  public double refused() {
    double sum = 0;
    for (List<Integer> own : cells) {
      for (List<Integer> other : cells) {
        if (!own.equals(other)) {
          double x = distance(own, other) / 2;
          sum += Math.exp(-x * x / 2) / (Math.sqrt(2 * Math.PI) * x);
        }
      }
    }
    return sum;
  }

  private static double distance(List<Integer> one, List<Integer> other) {
    double square = 0;
    for (int i = 0; i < one.size(); i++) {
      double step = ((double) one.get(i) - other.get(i)) / IN_SIGMA;
      square += step * step;
    }
    return Math.sqrt(square);
  }
}
