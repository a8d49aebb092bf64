package dev.winnow.portraits;

import java.util.Arrays;

/**
 * Outlines as closed polygons {@code x0, y0, x1, y1, …}, fine enough that no corner shows. Only
 * arithmetic that Java defines to the last bit is used.
 */
final class Outline {
  private static final int STEPS = 6;
  private static final double[] CIRCLE = circle(36);

  private Outline() {}

  static double[] ellipse(double x, double y, double rx, double ry) {
    double[] outline = new double[CIRCLE.length];
    for (int i = 0; i < outline.length; i += 2) {
      outline[i] = x + rx * CIRCLE[i];
      outline[i + 1] = y + ry * CIRCLE[i + 1];
    }
    return outline;
  }

  /** An ellipse whose sides bulge towards its bounding box; {@code square} from 0 to 1. */
  static double[] cushion(double x, double y, double rx, double ry, double square) {
    double[] outline = new double[CIRCLE.length];
    for (int i = 0; i < outline.length; i += 2) {
      double u = CIRCLE[i];
      double v = CIRCLE[i + 1];
      double bulge = 1 + square * 0.35 * 4 * u * u * v * v;
      outline[i] = x + rx * u * bulge;
      outline[i + 1] = y + ry * v * bulge;
    }
    return outline;
  }

  /** A smooth closed curve (Catmull-Rom) through the points. */
  static double[] closed(double... points) {
    int count = points.length / 2;
    double[] outline = new double[2 * count * STEPS];
    for (int i = 0; i < count; i++) {
      spline(points, (i + count - 1) % count, i, (i + 1) % count, (i + 2) % count, outline, i);
    }
    return outline;
  }

  /** A smooth open curve through the points. */
  static double[] open(double... points) {
    int last = points.length / 2 - 1;
    double[] line = new double[2 * last * STEPS + 2];
    for (int i = 0; i < last; i++) {
      spline(points, Math.max(0, i - 1), i, i + 1, Math.min(last, i + 2), line, i);
    }
    line[line.length - 2] = points[2 * last];
    line[line.length - 1] = points[2 * last + 1];
    return line;
  }

  /** What a pen leaves that follows a line, full in the middle and tapered at both ends. */
  static double[] stroke(double width, double taper, double... line) {
    int count = line.length / 2;
    double[] outline = new double[4 * count];
    for (int i = 0; i < count; i++) {
      int a = Math.max(0, i - 1);
      int b = Math.min(count - 1, i + 1);
      double dx = line[2 * b] - line[2 * a];
      double dy = line[2 * b + 1] - line[2 * a + 1];
      double length = Math.max(1e-9, Math.sqrt(dx * dx + dy * dy));
      double along = 2.0 * i / (count - 1) - 1;
      double half = width / 2 * (1 - taper * along * along);
      int back = 2 * (2 * count - 1 - i);
      outline[2 * i] = line[2 * i] - dy / length * half;
      outline[2 * i + 1] = line[2 * i + 1] + dx / length * half;
      outline[back] = line[2 * i] + dy / length * half;
      outline[back + 1] = line[2 * i + 1] - dx / length * half;
    }
    return outline;
  }

  /** A line there and another one back make an outline. */
  static double[] between(double[] there, double[] back) {
    double[] outline = Arrays.copyOf(there, there.length + back.length);
    for (int i = 0; i < back.length; i += 2) {
      outline[there.length + i] = back[back.length - 2 - i];
      outline[there.length + i + 1] = back[back.length - 1 - i];
    }
    return outline;
  }

  /** What lies between an outline and another one inside it. */
  static double[] ring(double[] outer, double[] inner) {
    return between(ended(outer), ended(inner));
  }

  /** An outline that ends where it starts. */
  private static double[] ended(double[] outline) {
    double[] ended = Arrays.copyOf(outline, outline.length + 2);
    ended[outline.length] = outline[0];
    ended[outline.length + 1] = outline[1];
    return ended;
  }

  /**
   * A closed shape of the points to the right of the middle and their mirror images; the first and
   * the last point lie in the middle.
   */
  static double[] mirrored(double... right) {
    double[] inner = Arrays.copyOfRange(right, 2, right.length - 2);
    return between(right, flipped(inner));
  }

  /** A line from the mirror image of the last point over the first, in the middle, to the last. */
  static double[] reflected(double... right) {
    double[] left = flipped(right);
    double[] line = new double[2 * right.length - 2];
    for (int i = 0; i < right.length; i += 2) {
      line[right.length - 2 - i] = left[i];
      line[right.length - 1 - i] = left[i + 1];
      line[right.length - 2 + i] = right[i];
      line[right.length - 1 + i] = right[i + 1];
    }
    return line;
  }

  /** The same outline elsewhere. */
  static double[] placed(double[] outline, double dx, double dy) {
    double[] placed = new double[outline.length];
    for (int i = 0; i < outline.length; i += 2) {
      placed[i] = outline[i] + dx;
      placed[i + 1] = outline[i + 1] + dy;
    }
    return placed;
  }

  private static double[] flipped(double[] right) {
    double[] left = right.clone();
    for (int i = 0; i < left.length; i += 2) {
      left[i] = -left[i];
    }
    return left;
  }

  private static void spline(
      double[] p, int before, int from, int to, int after, double[] into, int segment) {
    for (int step = 0; step < STEPS; step++) {
      double t = (double) step / STEPS;
      double t2 = t * t;
      double t3 = t2 * t;
      for (int axis = 0; axis < 2; axis++) {
        double a = p[2 * before + axis];
        double b = p[2 * from + axis];
        double c = p[2 * to + axis];
        double d = p[2 * after + axis];
        into[2 * (segment * STEPS + step) + axis] =
            0.5
                * (2 * b
                    + (c - a) * t
                    + (2 * a - 5 * b + 4 * c - d) * t2
                    + (3 * b - a - 3 * c + d) * t3);
      }
    }
  }

  private static double[] circle(int corners) {
    double[] points = new double[2 * corners];
    for (int i = 0; i < corners; i++) {
      points[2 * i] = StrictMath.cos(2 * StrictMath.PI * i / corners);
      points[2 * i + 1] = StrictMath.sin(2 * StrictMath.PI * i / corners);
    }
    return points;
  }
}
