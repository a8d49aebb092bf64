package dev.winnow.portraits;

/** Paints the mouth, the folds beside it and the beard around it. */
final class MouthPainter {
  private static final Tone TEETH = Tone.of(0xF3EEE4);
  private static final Tone THROAT = Tone.of(0x5A1F22);

  private final Canvas canvas;
  private final PortraitIdentity person;
  private final PortraitVariation.Expression expression;
  private final CoverageMask head;
  private final double dy;

  /** The middle of the mouth, half its width, and the heights of its corners and its middle. */
  private final double x;

  private final double width;
  private final double corner;
  private final double middle;

  MouthPainter(Sitting sitting) {
    this.canvas = sitting.canvas();
    this.person = sitting.person();
    this.expression = sitting.variation().expression();
    this.head = sitting.head();
    this.dy = sitting.dy();
    this.x = 1.1 * sitting.dx();
    this.width = person.mouth().width() * (1 + 1.1 * expression.lift());
    this.corner = person.mouth().height() + dy - 0.75 * expression.smile();
    this.middle = person.mouth().height() + dy + 0.38 * expression.smile();
  }

  void mouth() {
    double gap = expression.gap();
    double upper = person.mouth().upper() * (1 - 1.2 * expression.lift());
    double lower = person.mouth().lower();
    Tone lips = person.mouth().tone();
    double[] line = line(0, 0);
    double[] parted = line(0.85 * gap, gap);
    double[] chin = line(0.85 * gap + 0.75 * lower, gap + lower);
    CoverageMask lip = canvas.mask(Outline.between(parted, chin));
    double bottom = middle + gap + lower;
    canvas.glow(head, x, bottom + 0.06, 0.8 * width, 0.09, person.looks().skin().darker(0.4), 0.6);
    canvas.fill(Outline.between(bow(upper), line), lips.darker(0.14));
    canvas.fill(lip, lips, 1);
    canvas.glow(lip, x, bottom - 0.5 * lower, 0.5 * width, 0.6 * lower, lips.lighter(0.5), 0.5);
    if (gap == 0) {
      canvas.fill(Outline.stroke(0.03, 0.3, line), lips.darker(0.6), 0.9);
    } else {
      CoverageMask inside = canvas.mask(Outline.between(line, parted));
      canvas.fill(inside, THROAT, 1);
      if (expression.smiling()) {
        CoverageMask bite = canvas.mask(Outline.between(line, line(0.6 * gap, 0.72 * gap)));
        canvas.fill(inside.and(bite), TEETH, 0.95);
      }
    }
    fold(-1);
    fold(1);
  }

  /** From corner to corner, lowered halfway and in the middle. */
  private double[] line(double halfway, double centre) {
    double half = (corner + 2.2 * middle) / 3.2 + halfway;
    double[] right = {0, middle + centre, 0.5 * width, half, width, corner};
    return Outline.placed(Outline.open(Outline.reflected(right)), x, 0);
  }

  /** The upper edge of the upper lip. */
  private double[] bow(double lip) {
    double half = (corner + 2.2 * middle) / 3.2 - 0.75 * lip;
    double[] right = {
      0, middle - 0.8 * lip, 0.14 * width, middle - 1.1 * lip, 0.5 * width, half, width, corner
    };
    return Outline.placed(Outline.open(Outline.reflected(right)), x, 0);
  }

  private void fold(int side) {
    double depth = Math.min(1, 5 * expression.lift());
    double[] line =
        Outline.open(
            x + side * (person.nose().width() + 0.06),
            corner - 0.26,
            x + side * (width + 0.03),
            corner - 0.13,
            x + side * (width + 0.09),
            corner + 0.03);
    canvas.fill(
        Outline.stroke(0.035, 0.8, line), person.looks().skin().darker(0.5), 0.08 + 0.5 * depth);
  }

  void beard() {
    Tone tone = person.looks().hairColour().tone().darker(0.15);
    double y = person.mouth().height() + dy;
    switch (person.looks().beard()) {
      case NONE -> {}
      case STUBBLE -> canvas.fill(jaw(y), tone, 0.3);
      case FULL -> canvas.fill(jaw(y), tone, 0.92);
      case MOUSTACHE -> {
        double[] right = {0, -0.06, 0.2, -0.04, 0.36, 0, 0.2, -0.15, 0, -0.17};
        canvas.fill(Outline.placed(Outline.closed(Outline.mirrored(right)), x, y), tone, 0.95);
      }
    }
  }

  private CoverageMask jaw(double y) {
    double w = person.head().width();
    double[] right = {
      0, y - 0.17, 0.55 * w, y - 0.12, 0.8 * w, 0.35 + dy, w, 0.05 + dy, 1.2 * w, 0.8, 0, 1.3
    };
    return head.and(canvas.mask(Outline.closed(Outline.mirrored(right))));
  }
}
