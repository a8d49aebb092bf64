package dev.winnow.detection;

import java.util.ArrayList;
import java.util.List;

/**
 * Which boxes of one label are right on one image: each of those found, the surest first, takes the
 * true box that it overlaps most and that no surer one has taken. What only matches a crowd does
 * not count; a crowd may be matched by many, and of its overlap the area of the found box is the
 * whole.
 *
 * @param objects how many there are to be found
 * @param scores of the boxes that count
 * @param right whether each of them is
 */
record BoxMatching(int objects, List<Float> scores, List<Boolean> right) {
  private static final int MOST_FOUND = 100;
  private static final int NONE = -1;

  static BoxMatching of(JudgedImage image, int label, double bar) {
    List<LabelledBox> truth = new ArrayList<>();
    image.truth().stream().filter(box -> box.label() == label && !box.crowd()).forEach(truth::add);
    int objects = truth.size();
    image.truth().stream().filter(box -> box.label() == label && box.crowd()).forEach(truth::add);

    List<DetectedObject> found =
        NonMaximumSuppression.bySureness(image.found()).stream()
            .filter(object -> object.label() == label)
            .limit(MOST_FOUND)
            .toList();
    boolean[] taken = new boolean[truth.size()];
    List<Float> scores = new ArrayList<>();
    List<Boolean> right = new ArrayList<>();
    for (DetectedObject object : found) {
      int match = match(object.box(), truth, taken, bar);
      if (match != NONE) {
        taken[match] = true;
      }
      if (match == NONE || !truth.get(match).crowd()) {
        scores.add(object.score());
        right.add(match != NONE);
      }
    }
    return new BoxMatching(objects, scores, right);
  }

  void addTo(PrecisionCurve curve) {
    curve.addObjects(objects);
    for (int i = 0; i < scores.size(); i++) {
      curve.addFound(scores.get(i), right.get(i));
    }
  }

  /** Crowds come last: they are looked at only by what matches no object. */
  private static int match(Box box, List<LabelledBox> truth, boolean[] taken, double bar) {
    int best = NONE;
    double most = Math.min(bar, 1 - 1e-10);
    for (int i = 0; i < truth.size(); i++) {
      boolean crowd = truth.get(i).crowd();
      if (crowd && best != NONE && !truth.get(best).crowd()) {
        break;
      }
      double overlap = overlap(box, truth.get(i));
      if (overlap >= most && (crowd || !taken[i])) {
        most = overlap;
        best = i;
      }
    }
    return best;
  }

  private static double overlap(Box found, LabelledBox truth) {
    if (!truth.crowd()) {
      return found.intersectionOverUnion(truth.box());
    }
    return found.area() > 0 ? found.intersection(truth.box()) / found.area() : 0;
  }
}
