package dev.winnow.detection;

/**
 * What a detector found.
 *
 * @param box where it is
 * @param score how sure the detector is, 0 to 1
 * @param label its place among the detector's labels
 */
public record DetectedObject(Box box, float score, int label) {

  /**
   * @throws IllegalArgumentException if the score is not from 0 to 1 or the label is negative
   */
  public DetectedObject {
    if (!(score >= 0 && score <= 1) || label < 0) {
      throw new IllegalArgumentException("a score must be from 0 to 1, and a label at least 0");
    }
  }
}
