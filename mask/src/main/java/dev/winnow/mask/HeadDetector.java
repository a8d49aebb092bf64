package dev.winnow.mask;

import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.image.Image;
import java.util.List;

/**
 * Where the heads of the persons are that a detector finds: below the top of the box, in its
 * middle. Of somebody of seven or eight heads the head takes an eighth of the height. More is
 * taken, for those who sit or bow and for those of whom only the upper body is on the image: as
 * much as covered, with the usual margin, the faces on photos of COCO.
 */
final class HeadDetector implements Detector {
  private static final double OF_HEIGHT = 0.22;
  private static final double OF_WIDTH = 0.55;
  private static final double ACROSS = 0.7;

  /** Hair is not cut off by a box, and a mask's margin reaches above it. */
  private static final double BELOW_THE_TOP = 0.15;

  private final Detector persons;

  /**
   * @param persons is closed with this one
   */
  HeadDetector(Detector persons) {
    this.persons = persons;
  }

  @Override
  public List<String> labels() {
    return persons.labels();
  }

  @Override
  public List<DetectedObject> detect(Image image) {
    double square = (double) image.width() / image.height();
    return persons.detect(image).stream()
        .map(found -> new DetectedObject(head(found.box(), square), found.score(), found.label()))
        .toList();
  }

  /**
   * @param square the height of what is as wide as the image, as a share of the image's height
   */
  private static Box head(Box person, double square) {
    double height =
        Math.min(
            person.height(),
            Math.max(OF_HEIGHT * person.height(), OF_WIDTH * person.width() * square));
    return new Box(
        (float) (person.left() + (1 - ACROSS) / 2 * person.width()),
        (float) (person.top() + BELOW_THE_TOP * height),
        (float) (ACROSS * person.width()),
        (float) height);
  }

  @Override
  public void close() {
    persons.close();
  }
}
