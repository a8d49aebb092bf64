package dev.winnow.portraits;

import dev.winnow.image.Image;

/**
 * A square to paint on, with exact coverage along every edge: the area of a pixel that an outline
 * covers is summed up from its edges, as font rasterisers do. Outlines are given in the units of
 * the pose and land where it says.
 */
final class Canvas {
  private final int size;
  private final Pose pose;
  private final double[] red;
  private final double[] green;
  private final double[] blue;

  Canvas(int size, Pose pose) {
    this.size = size;
    this.pose = pose;
    this.red = new double[size * size];
    this.green = new double[size * size];
    this.blue = new double[size * size];
  }

  /**
   * Where units land on the canvas: turned, scaled, shifted.
   *
   * @param x of the origin, in pixels
   * @param y of the origin, in pixels
   * @param scale pixels per unit
   * @param sine of the turn, clockwise
   * @param cosine of the turn
   */
  record Pose(double x, double y, double scale, double sine, double cosine) {
    static Pose of(double x, double y, double scale, double turn) {
      return new Pose(x, y, scale, StrictMath.sin(turn), StrictMath.cos(turn));
    }

    double[] placed(double[] outline) {
      double[] placed = new double[outline.length];
      for (int i = 0; i < outline.length; i += 2) {
        placed[i] = x + scale * (cosine * outline[i] - sine * outline[i + 1]);
        placed[i + 1] = y + scale * (sine * outline[i] + cosine * outline[i + 1]);
      }
      return placed;
    }
  }

  /** How much of each pixel lies inside an outline. */
  CoverageMask mask(double[] outline) {
    return CoverageMask.of(size, pose.placed(outline));
  }

  void fill(double[] outline, Tone tone) {
    fill(mask(outline), tone, 1);
  }

  void fill(double[] outline, Tone tone, double opacity) {
    fill(mask(outline), tone, opacity);
  }

  void fill(CoverageMask mask, Tone tone, double opacity) {
    for (int y = mask.top(); y < mask.bottom(); y++) {
      for (int x = mask.left(); x < mask.right(); x++) {
        blend(y * size + x, tone, opacity * mask.at(x, y));
      }
    }
  }

  /** A soft spot: densest in the middle of an ellipse, nothing at its edge, only inside a mask. */
  void glow(
      CoverageMask mask, double cx, double cy, double rx, double ry, Tone tone, double opacity) {
    double[] middle = pose.placed(new double[] {cx, cy});
    double reach = pose.scale * Math.max(rx, ry);
    int left = (int) Math.max(mask.left(), Math.floor(middle[0] - reach));
    int right = (int) Math.min(mask.right(), Math.ceil(middle[0] + reach));
    int top = (int) Math.max(mask.top(), Math.floor(middle[1] - reach));
    int bottom = (int) Math.min(mask.bottom(), Math.ceil(middle[1] + reach));
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        double px = (x + 0.5 - middle[0]) / pose.scale;
        double py = (y + 0.5 - middle[1]) / pose.scale;
        double u = (pose.cosine * px + pose.sine * py) / rx;
        double v = (pose.cosine * py - pose.sine * px) / ry;
        double fade = 1 - u * u - v * v;
        if (fade > 0) {
          blend(y * size + x, tone, opacity * fade * fade * mask.at(x, y));
        }
      }
    }
  }

  /** Changes every pixel. */
  void develop(Filter filter) {
    for (int i = 0; i < red.length; i++) {
      Tone tone = filter.of(i % size, i / size, new Tone(red[i], green[i], blue[i]));
      red[i] = tone.red();
      green[i] = tone.green();
      blue[i] = tone.blue();
    }
  }

  /** What becomes of a pixel. */
  @FunctionalInterface
  interface Filter {
    Tone of(int x, int y, Tone tone);
  }

  Image image() {
    byte[] samples = new byte[3 * red.length];
    for (int i = 0, s = 0; i < red.length; i++) {
      samples[s++] = level(red[i]);
      samples[s++] = level(green[i]);
      samples[s++] = level(blue[i]);
    }
    return Image.over(size, size, samples);
  }

  private void blend(int i, Tone tone, double share) {
    red[i] += (tone.red() - red[i]) * share;
    green[i] += (tone.green() - green[i]) * share;
    blue[i] += (tone.blue() - blue[i]) * share;
  }

  private static byte level(double value) {
    return (byte) Math.max(0, Math.min(255, Math.floor(value + 0.5)));
  }
}
