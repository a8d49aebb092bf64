package dev.winnow.detection;

/**
 * An object that is known to be on an image.
 *
 * @param box where it is
 * @param label its place among the labels
 * @param crowd whether it stands for a crowd, whose objects nobody has told apart: finding some of
 *     them is neither right nor wrong
 */
public record LabelledBox(Box box, int label, boolean crowd) {

  /** One object. */
  public static LabelledBox of(Box box, int label) {
    return new LabelledBox(box, label, false);
  }
}
