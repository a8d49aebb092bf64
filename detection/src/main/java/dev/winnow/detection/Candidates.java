package dev.winnow.detection;

import java.util.ArrayList;
import java.util.List;

/** What a network says is on one image, before boxes of the same object are dropped. */
final class Candidates {
  /** How far beyond 0 and 1 the rounding of single precision may carry a score. */
  private static final float SLACK = 1e-4f;

  private final String what;
  private final double threshold;
  private final ScaledPlacement placement;
  private final List<DetectedObject> found = new ArrayList<>();

  Candidates(String what, double threshold, ScaledPlacement placement) {
    this.what = what;
    this.threshold = threshold;
    this.placement = placement;
  }

  /**
   * Whether something of this score is reported.
   *
   * @throws MalformedDetectionException if it is no score
   */
  boolean admit(float score) {
    if (!(score >= -SLACK && score <= 1 + SLACK)) {
      throw MalformedDetectionException.score(what, score);
    }
    return score >= threshold;
  }

  /**
   * Adds a box given in pixels of the network's input.
   *
   * @throws MalformedDetectionException if it is no box
   */
  void add(float left, float top, float right, float bottom, float score, int label) {
    Box box;
    try {
      box = placement.onImage(left, top, right, bottom);
    } catch (IllegalArgumentException e) {
      throw MalformedDetectionException.box(what);
    }
    found.add(new DetectedObject(box, Math.max(0, Math.min(1, score)), label));
  }

  List<DetectedObject> found() {
    return found;
  }
}
