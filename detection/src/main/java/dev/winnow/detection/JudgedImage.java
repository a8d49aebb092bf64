package dev.winnow.detection;

import java.util.List;

/**
 * What is on an image and what was found on it.
 *
 * @param truth all objects of all labels that are judged
 * @param found by a detector, in any order
 */
public record JudgedImage(List<LabelledBox> truth, List<DetectedObject> found) {
  public JudgedImage {
    truth = List.copyOf(truth);
    found = List.copyOf(found);
  }
}
