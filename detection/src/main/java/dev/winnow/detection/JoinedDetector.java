package dev.winnow.detection;

import dev.winnow.image.Image;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Several detectors that look at the same image, so that one finds what another misses. Labels of
 * one name are one label. Of boxes of one label that lie on one another the surest is left, made so
 * large that it holds the others: detectors differ in how much of a head is its face, and whoever
 * covers what is found covers no less with one detector more.
 */
public final class JoinedDetector implements Detector {
  private static final double OVERLAP = NonMaximumSuppression.USUAL_OVERLAP;

  private final List<Detector> detectors;
  private final List<String> labels;

  private JoinedDetector(List<Detector> detectors, List<String> labels) {
    this.detectors = detectors;
    this.labels = labels;
  }

  /**
   * Joins detectors, which are closed with this one.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static JoinedDetector of(List<Detector> detectors) {
    if (detectors.isEmpty()) {
      throw new IllegalArgumentException("there is no detector to join");
    }
    Set<String> names = new LinkedHashSet<>();
    detectors.forEach(detector -> names.addAll(detector.labels()));
    return new JoinedDetector(List.copyOf(detectors), List.copyOf(names));
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public List<DetectedObject> detect(Image image) {
    List<DetectedObject> found = new ArrayList<>();
    for (Detector detector : detectors) {
      for (DetectedObject object : detector.detect(image)) {
        int label = labels.indexOf(detector.labels().get(object.label()));
        found.add(new DetectedObject(object.box(), object.score(), label));
      }
    }
    List<DetectedObject> surest = NonMaximumSuppression.apply(found, OVERLAP);
    return surest.stream().map(object -> holding(object, found)).toList();
  }

  private static DetectedObject holding(DetectedObject surest, List<DetectedObject> found) {
    Box box = surest.box();
    for (DetectedObject other : found) {
      if (!other.equals(surest) && NonMaximumSuppression.isDuplicate(surest, other, OVERLAP)) {
        box = box.enclosing(other.box());
      }
    }
    return new DetectedObject(box, surest.score(), surest.label());
  }

  @Override
  public void close() {
    detectors.forEach(Detector::close);
  }
}
