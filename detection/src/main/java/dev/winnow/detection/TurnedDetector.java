package dev.winnow.detection;

import dev.winnow.image.Image;
import java.util.ArrayList;
import java.util.List;

/**
 * A detector that looks at an image upright, lying on either side and upside down: for cameras that
 * hang askew or look down, and for people who lie. Costs four times as much as the detector does.
 */
public final class TurnedDetector implements Detector {
  private static final int QUARTERS = 4;

  private final Detector detector;

  private TurnedDetector(Detector detector) {
    this.detector = detector;
  }

  /** Makes a detector look at turned images. It is closed with this one. */
  public static TurnedDetector of(Detector detector) {
    return new TurnedDetector(detector);
  }

  @Override
  public List<String> labels() {
    return detector.labels();
  }

  @Override
  public List<DetectedObject> detect(Image image) {
    List<DetectedObject> found = new ArrayList<>();
    Image turned = image;
    for (int quarters = 0; quarters < QUARTERS; quarters++) {
      for (DetectedObject object : detector.detect(turned)) {
        Box box = upright(object.box(), quarters);
        found.add(new DetectedObject(box, object.score(), object.label()));
      }
      turned = turned.turned();
    }
    return NonMaximumSuppression.apply(found, NonMaximumSuppression.USUAL_OVERLAP);
  }

  /** Where a box lies that was found after so many turns of a quarter clockwise. */
  private static Box upright(Box box, int quarters) {
    Box back = box;
    for (int i = 0; i < quarters; i++) {
      // What is at the right after a turn was at the top before it.
      float width = back.height();
      float height = back.width();
      back = new Box(back.top(), 1 - back.right(), width, height);
    }
    return back;
  }

  @Override
  public void close() {
    detector.close();
  }
}
