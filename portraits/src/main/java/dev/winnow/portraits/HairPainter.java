package dev.winnow.portraits;

/** Paints hair: what falls behind the head, and what lies on it. */
final class HairPainter {
  private final Canvas canvas;
  private final PortraitIdentity person;
  private final CoverageMask head;
  private final Tone tone;
  private final double w;
  private final double dx;
  private final double dy;

  HairPainter(Sitting sitting) {
    this.canvas = sitting.canvas();
    this.person = sitting.person();
    this.head = sitting.head();
    this.tone = person.looks().hairColour().tone();
    this.w = person.head().width();
    this.dx = sitting.dx();
    this.dy = sitting.dy();
  }

  void behind() {
    Tone shade = tone.darker(0.25);
    switch (person.looks().hair()) {
      case LONG -> fall(shade, 0.7, -1.02, 1.16, -0.5, 1.22, 0.3, 1.3, 1.1, 1.05, 1.55, 0, 1.4);
      case BOB -> fall(shade, 0.7, -1.02, 1.17, -0.5, 1.25, 0.2, 1.24, 0.68, 0.8, 0.82, 0, 0.7);
      case AFRO -> {
        canvas.fill(Outline.ellipse(-0.1 * dx, -0.42, 1.22, 1.08), shade);
        curls(1.12, 1.0, -0.42, 22, 0.19, shade);
      }
      case BUN -> canvas.fill(Outline.ellipse(-0.5 * dx, -1.2 + dy, 0.34, 0.3), shade);
      case CURLY -> curls(w * 1.06, 0.92, -0.2, 16, 0.24, shade);
      default -> {}
    }
  }

  void before() {
    double line = person.head().hairline() + dy;
    switch (person.looks().hair()) {
      case BALD ->
          canvas.glow(head, 0.2 + dx, -0.72, 0.3, 0.18, person.looks().skin().lighter(0.8), 0.6);
      case SHORT -> cap(0.06, -0.02, 0, line, 0.6, line - 0.02, 0.88, -0.42, 0.98, -0.1);
      case PARTED -> parted(line);
      case QUIFF -> quiff(line);
      case FRINGE, BOB -> fringe();
      case CURLY, AFRO -> {
        cap(0.1, 0, 0, line - 0.02, 0.55, line, 0.86, -0.45, 0.97, -0.15);
        curls(w * 0.92, 0.86, -0.14, 15, 0.17, tone);
      }
      case BUN -> cap(0.07, -0.1, 0, line - 0.14, 0.5, line - 0.08, 0.85, -0.5, 0.97, -0.2);
      case LONG -> curtain(line);
    }
    if (person.looks().hair() != PortraitIdentity.Hair.BALD) {
      double[] gloss =
          Outline.open(-0.6 * w + dx, -0.82, -0.2 * w + dx, -0.95, 0.25 * w + dx, -0.96);
      canvas.fill(Outline.stroke(0.09, 0.9, gloss), tone.lighter(0.45), 0.4);
    }
  }

  /** Hair that hangs from the crown; points from there to the middle, x in half head widths. */
  private void fall(Tone colour, double... right) {
    double[] points = new double[right.length + 2];
    points[1] = -1.16;
    for (int i = 0; i < right.length; i += 2) {
      points[i + 2] = right[i] * w;
      points[i + 3] = right[i + 1];
    }
    canvas.fill(Outline.closed(Outline.mirrored(points)), colour);
  }

  /**
   * Hair over the skull, {@code volume} thick, down to the height {@code side}.
   *
   * @param hairline from the middle to the right temple, x in half head widths
   */
  private void cap(double volume, double side, double... hairline) {
    double v = 1 + volume;
    double[] skull = {
      0, -v, 0.55 * v * w, -0.93 * v, 0.93 * v * w, -0.55, v * w, -0.3, v * w, side
    };
    canvas.fill(
        Outline.between(Outline.open(Outline.reflected(skull)), Outline.open(turned(hairline))),
        tone);
  }

  /** A hairline on both sides; the middle turns with the head, the temples do not. */
  private double[] turned(double[] right) {
    double[] line = Outline.reflected(right);
    for (int i = 0; i < line.length; i += 2) {
      line[i] = line[i] * w + dx * Math.max(0, 1 - Math.abs(line[i]));
    }
    return line;
  }

  private void quiff(double line) {
    cap(0.08, -0.02, 0, line - 0.08, 0.6, line - 0.04, 0.88, -0.44, 0.98, -0.12);
    lock(-0.62, line + 0.02, -0.3, -1.22, 0.45, -1.25, 0.62, line - 0.02, 0.1, line + 0.06);
  }

  /** Down to the brows, with an edge that shows its strands. */
  private void fringe() {
    double low = person.eyes().height() - person.brows().gap() + dy;
    cap(0.1, 0.12, 0, low - 0.14, 0.78, low - 0.1, 0.95, -0.15, 0.98, 0.1);
    for (int i = -4; i <= 4; i++) {
      double x = i * 0.185 * w + dx;
      double tip = low - 0.03 + 0.022 * ((i * i * 3) % 4) + 0.006 * i * i;
      lock(
          x - 0.15 * w,
          low - 0.22,
          x - 0.02,
          tip - 0.04,
          x + 0.05 * w,
          tip,
          x + 0.15 * w,
          low - 0.22);
    }
    for (int i = -3; i <= 3; i++) {
      double x = i * 0.22 * w;
      double[] strand =
          Outline.open(0.55 * x, -1.0, x + 0.4 * dx, -0.75, 1.08 * x + dx, low - 0.08);
      canvas.fill(Outline.stroke(0.035, 0.9, strand), tone.darker(0.35), 0.5);
    }
  }

  private void parted(double line) {
    double v = 1.09 * w;
    double[] skull =
        Outline.open(
            -v, 0, -v, -0.35, -0.9 * v, -0.6, -0.5 * v, -1.06, 0.1, -1.11, 0.6 * v, -1.01, 0.95 * v,
            -0.55, v, -0.3, v, 0);
    double part = -0.42 * w + dx;
    double[] hairline =
        Outline.open(
            -0.97 * w,
            -0.05,
            -0.88 * w,
            -0.42,
            part,
            line - 0.16,
            0.1 * w + dx,
            line + 0.02,
            0.6 * w + dx,
            line + 0.16,
            0.9 * w,
            -0.28,
            0.98 * w,
            -0.02);
    canvas.fill(Outline.between(skull, hairline), tone);
    double[] parting = Outline.open(part, line - 0.16, -0.5 * w, -0.85, -0.42 * w, -1.0);
    canvas.fill(Outline.stroke(0.03, 0.5, parting), tone.darker(0.5), 0.7);
  }

  private void curtain(double line) {
    for (int side = -1; side <= 1; side += 2) {
      double s = side * w;
      double[] outer =
          Outline.open(
              dx, -1.02, 0.6 * s, -1.04, 1.1 * s, -0.6, 1.2 * s, 0.1, 1.24 * s, 0.8, 1.2 * s, 1.3);
      double[] inner =
          Outline.open(
              dx,
              line - 0.18,
              dx + 0.4 * s,
              line,
              0.86 * s,
              -0.2,
              0.98 * s,
              0.25,
              0.95 * s,
              0.8,
              s,
              1.25);
      canvas.fill(Outline.between(outer, inner), tone);
      double[] strand = Outline.open(0.5 * s, -0.95, 1.02 * s, -0.4, 1.1 * s, 0.3, 1.1 * s, 1.0);
      canvas.fill(Outline.stroke(0.05, 0.8, strand), tone.lighter(0.3), 0.5);
    }
  }

  private void lock(double... points) {
    canvas.fill(Outline.closed(points), tone);
  }

  /** Curls along the upper part of an ellipse. */
  private void curls(double rx, double ry, double y, int count, double radius, Tone colour) {
    double[] centres = Outline.ellipse(0, y, rx, ry);
    for (int i = 0; i < count; i++) {
      int at = 2 * (i * (centres.length / 2) / count);
      if (centres[at + 1] < 0.05) {
        double size = radius * (1 + 0.1 * ((i * 7) % 5 - 2));
        canvas.fill(Outline.ellipse(centres[at], centres[at + 1], size, size), colour);
      }
    }
  }
}
