package dev.winnow.portraits;

import dev.winnow.portraits.PortraitIdentity.Glasses;

/** Paints skin, nose, eyes, brows and glasses. */
final class FacePainter {
  private static final Tone INK = Tone.of(0x1C1512);
  private static final Tone WHITE = Tone.of(0xFFFFFF);
  private static final Tone EYEBALL = Tone.of(0xF4F1EC);
  private static final Tone BLUSH = Tone.of(0xD2504A);

  private final Canvas canvas;
  private final PortraitIdentity person;
  private final PortraitVariation variation;
  private final CoverageMask head;
  private final Tone skin;
  private final double dx;
  private final double dy;

  FacePainter(Sitting sitting) {
    this.canvas = sitting.canvas();
    this.person = sitting.person();
    this.variation = sitting.variation();
    this.head = sitting.head();
    this.skin = person.looks().skin();
    this.dx = sitting.dx();
    this.dy = sitting.dy();
  }

  void skin() {
    ear(-1);
    ear(1);
    canvas.fill(head, skin, 1);
    canvas.glow(head, dx, -0.45 + dy, 0.8, 0.7, skin.lighter(0.45), 0.55);
    canvas.glow(head, dx, 1.15, 0.8, 0.4, skin.darker(0.4), 0.55);
    double lift = variation.expression().lift();
    for (int side = -1; side <= 1; side += 2) {
      canvas.glow(head, side * 0.95 + dx, 0.3, 0.6, 1.2, skin.darker(0.4), 0.5);
      canvas.glow(
          head,
          side * 0.45 + dx,
          0.3 - 0.4 * lift + dy,
          0.3,
          0.24,
          skin.towards(BLUSH, 0.45),
          0.35 + 1.2 * lift);
    }
  }

  private void ear(int side) {
    double x = side * person.head().width() * 0.99 - 0.4 * dx;
    double r = person.head().ears();
    canvas.fill(Outline.ellipse(x, 0.05 + dy, 0.62 * r, 1.25 * r), skin.darker(0.1));
    canvas.fill(Outline.ellipse(x, 0.06 + dy, 0.3 * r, 0.75 * r), skin.darker(0.3), 0.7);
  }

  void nose() {
    double top = person.eyes().height() + 0.08 + dy;
    double tip = top + person.nose().length() + 0.4 * dy;
    double w = person.nose().width();
    double x = 1.35 * dx;
    double shade = variation.surroundings().light().right() > 0 ? -1 : 1;
    canvas.glow(head, x + shade * 0.75 * w, (top + tip) / 2, 0.75 * w, 0.3, skin.darker(0.35), 0.7);
    canvas.glow(head, x - shade * 0.1 * w, tip - 0.09, 0.6 * w, 0.2, skin.lighter(0.5), 0.6);
    canvas.glow(head, x, tip + 0.05, 1.4 * w, 0.1, skin.darker(0.5), 0.75);
    double[] right = {0, 0.035, 0.4 * w, 0, 0.9 * w, 0.005, w, -0.07};
    double[] base = Outline.placed(Outline.open(Outline.reflected(right)), x, tip);
    canvas.fill(Outline.stroke(0.03, 0.5, base), skin.darker(0.55), 0.8);
    for (int side = -1; side <= 1; side += 2) {
      canvas.fill(
          Outline.ellipse(x + side * 0.48 * w, tip - 0.005, 0.28 * w, 0.022),
          skin.darker(0.75),
          0.75);
    }
  }

  void eyes() {
    eye(-1);
    eye(1);
  }

  private void eye(int side) {
    PortraitIdentity.Eyes eyes = person.eyes();
    double x = side * eyes.apart() + dx;
    double y = eyes.height() + dy;
    double w = eyes.lids().width() * (1 - 0.12 * side * variation.head().yaw());
    double open = eyes.lids().open() * (1 - variation.expression().squint());
    double outer = side * w;
    double[] upper =
        Outline.open(
            x - outer,
            y + 0.02,
            x - 0.4 * outer,
            y - 0.85 * open,
            x + 0.3 * outer,
            y - open,
            x + outer,
            y - eyes.lids().tilt());
    double[] lower =
        Outline.open(
            x - outer,
            y + 0.02,
            x - 0.3 * outer,
            y + 0.65 * open,
            x + 0.4 * outer,
            y + 0.6 * open,
            x + outer,
            y - eyes.lids().tilt());
    canvas.glow(head, x, y, w * 1.9, 0.26, skin.darker(0.45), 0.5);
    eyeball(canvas.mask(Outline.between(upper, lower)), x + 0.4 * w * variation.gaze(), y, w);
    canvas.fill(Outline.stroke(eyes.lids().lashes(), 0.6, upper), INK);
    canvas.fill(Outline.stroke(0.022, 0.5, lower), skin.darker(0.5), 0.7);
  }

  private void eyeball(CoverageMask eye, double x, double y, double w) {
    PortraitIdentity.Eyes eyes = person.eyes();
    double iris = Math.min(0.56 * w, 0.98 * eyes.lids().open());
    canvas.fill(eye, EYEBALL, 1);
    canvas.fill(disc(eye, x, y - 0.01, iris), eyes.iris(), 1);
    canvas.fill(disc(eye, x, y - 0.01, 0.55 * iris), INK, 1);
    canvas.fill(disc(eye, x + 0.03, y - 0.045, 0.026), WHITE, 0.95);
  }

  private CoverageMask disc(CoverageMask eye, double x, double y, double radius) {
    return eye.and(canvas.mask(Outline.ellipse(x, y, radius, radius)));
  }

  void brows() {
    PortraitIdentity.Brows brows = person.brows();
    double y = person.eyes().height() - brows.gap() - variation.expression().browLift() + dy;
    for (int side = -1; side <= 1; side += 2) {
      double x = side * person.eyes().apart() + dx;
      double w = side * person.eyes().lids().width() * 1.15;
      double[] line =
          Outline.open(
              x - 0.85 * w,
              y + brows.tilt() * 0.7,
              x + 0.1 * w,
              y - brows.arch(),
              x + w,
              y + 0.03 - brows.tilt());
      canvas.fill(Outline.stroke(brows.width(), 0.55, line), brows.tone(), 0.95);
    }
  }

  void glasses() {
    if (person.looks().glasses() == Glasses.NONE || !variation.glasses()) {
      return;
    }
    boolean round = person.looks().glasses() == Glasses.ROUND;
    Tone frame = Tone.of(round ? 0x3A2A1A : 0x202228);
    double y = person.eyes().height() + 0.03 + dy;
    for (int side = -1; side <= 1; side += 2) {
      double x = side * 0.36 + dx;
      lens(x, y, round ? 0.26 : 0.2, round ? 0 : 0.85, frame);
      double[] temple = {
        x + side * 0.27, y - 0.05, side * person.head().width() - 0.3 * dx, y - 0.06
      };
      canvas.fill(Outline.stroke(0.05, 0, temple), frame);
    }
    double[] bridge = Outline.open(dx - 0.1, y - 0.04, dx, y - 0.08, dx + 0.1, y - 0.04);
    canvas.fill(Outline.stroke(0.05, 0, bridge), frame);
  }

  private void lens(double x, double y, double height, double square, Tone frame) {
    double[] outer = Outline.cushion(x, y, 0.27, height, square);
    double[] inner = Outline.cushion(x, y, 0.22, height - 0.05, square);
    CoverageMask glass = canvas.mask(inner);
    canvas.fill(glass, WHITE, 0.08);
    canvas.glow(glass, x - 0.1, y - 0.1, 0.14, 0.12, WHITE, 0.35);
    canvas.fill(Outline.ring(outer, inner), frame);
  }
}
