package dev.winnow.portraits;

/**
 * A person before a canvas. Origin and unit are the head's centre and half its height; x runs to
 * the right, y down.
 *
 * @param canvas to paint on
 * @param person who sits
 * @param variation how
 * @param head where the head's skin is seen
 * @param dx how far features shift to the right as the head turns
 * @param dy how far they shift down as it nods
 */
record Sitting(
    Canvas canvas,
    PortraitIdentity person,
    PortraitVariation variation,
    CoverageMask head,
    double dx,
    double dy) {
  static Sitting of(Canvas canvas, PortraitIdentity person, PortraitVariation variation) {
    CoverageMask head = canvas.mask(outline(person));
    return new Sitting(
        canvas,
        person,
        variation,
        head,
        0.15 * variation.head().yaw(),
        -0.1 * variation.head().pitch());
  }

  private static double[] outline(PortraitIdentity person) {
    PortraitIdentity.Head shape = person.head();
    double w = shape.width();
    double jaw = w * shape.jaw();
    double chin = 0.22 + 0.2 * shape.chin() * shape.jaw();
    return Outline.closed(
        Outline.mirrored(
            0, -1, 0.52 * w, -0.89, 0.9 * w, -0.52, w, -0.08, 0.95 * w, 0.28, jaw, 0.6, chin, 0.92,
            0, 1));
  }
}
