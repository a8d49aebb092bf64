package dev.winnow.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Of boxes that lie on one another, the surest: a detector reports most objects several times. */
public final class NonMaximumSuppression {
  /** What most detectors of faces are used with. */
  static final double USUAL_OVERLAP = 0.3;

  private NonMaximumSuppression() {}

  /**
   * Drops every object whose box lies on that of a surer one of the same label.
   *
   * @param overlap the intersection over union beyond which the less sure one is dropped
   * @return what is left, the surest first, of equals in the order given. Costs time in proportion
   *     to what is given times what is left
   */
  public static List<DetectedObject> apply(List<DetectedObject> objects, double overlap) {
    List<DetectedObject> kept = new ArrayList<>();
    for (DetectedObject object : bySureness(objects)) {
      if (kept.stream().noneMatch(surer -> isDuplicate(surer, object, overlap))) {
        kept.add(object);
      }
    }
    return List.copyOf(kept);
  }

  /** The surest first, of equals in the order given. */
  static List<DetectedObject> bySureness(List<DetectedObject> objects) {
    return objects.stream()
        .sorted(Comparator.comparingDouble(DetectedObject::score).reversed())
        .toList();
  }

  /** Whether the less sure of two is dropped for the other. */
  static boolean isDuplicate(DetectedObject surer, DetectedObject object, double overlap) {
    return surer.label() == object.label()
        && surer.box().intersectionOverUnion(object.box()) > overlap;
  }
}
