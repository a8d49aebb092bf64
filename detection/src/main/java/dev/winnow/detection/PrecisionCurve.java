package dev.winnow.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How many of the boxes found are right, as more and more of them are looked at. */
final class PrecisionCurve {
  /** The recalls at which the precision is read: 0, 0.01, …, 1. */
  private static final int STEPS = 100;

  private record Found(float score, boolean right) {}

  private final List<Found> found = new ArrayList<>();
  private int objects;

  /** Adds objects that there are to be found. */
  void addObjects(int count) {
    objects += count;
  }

  /** Adds a box; of equally sure ones, those added first come first. */
  void addFound(float score, boolean right) {
    found.add(new Found(score, right));
  }

  /**
   * The mean over all recalls of the best precision at that recall or beyond, 0 where there is
   * none.
   */
  double average() {
    found.sort(Comparator.comparingDouble(Found::score).reversed());
    double[] precision = new double[found.size()];
    double[] recall = new double[found.size()];
    int right = 0;
    for (int i = 0; i < precision.length; i++) {
      right += found.get(i).right ? 1 : 0;
      precision[i] = (double) right / (i + 1);
      recall[i] = (double) right / objects;
    }
    for (int i = precision.length - 2; i >= 0; i--) {
      precision[i] = Math.max(precision[i], precision[i + 1]);
    }
    double sum = 0;
    int at = 0;
    for (int step = 0; step <= STEPS; step++) {
      while (at < recall.length && recall[at] < step * 0.01) {
        at++;
      }
      sum += at < recall.length ? precision[at] : 0;
    }
    return sum / (STEPS + 1);
  }
}
