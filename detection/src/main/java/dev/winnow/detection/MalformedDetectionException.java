package dev.winnow.detection;

import dev.winnow.core.WinnowException;

/**
 * A detector made something that is no score or no box, so that nobody knows what is on the image.
 */
public final class MalformedDetectionException extends WinnowException {
  private MalformedDetectionException(String what, String made) {
    super(
        "the detector %s made %s; do not trust it with this image, and fetch or export it again"
            .formatted(what, made));
  }

  static MalformedDetectionException score(String what, float score) {
    return new MalformedDetectionException(
        what, "a score of " + score + ", which is not from 0 to 1");
  }

  static MalformedDetectionException box(String what) {
    return new MalformedDetectionException(
        what, "a box whose numbers are not finite or whose width or height is negative");
  }
}
