package dev.winnow.portraits;

/**
 * How much of each pixel an outline covers, from 0 to 1, within the rectangle that it touches.
 *
 * <p>Every edge adds the signed area to its right to the pixels it passes; the running sum along a
 * row is the coverage. Two outlines in one, of opposite turns, leave a hole.
 */
final class CoverageMask {
  private final int left;
  private final int top;
  private final int right;
  private final int bottom;
  private final double[] coverage;

  private CoverageMask(int left, int top, int right, int bottom, double[] coverage) {
    this.left = left;
    this.top = top;
    this.right = right;
    this.bottom = bottom;
    this.coverage = coverage;
  }

  /** The coverage of a closed polygon in pixels on a square canvas. */
  static CoverageMask of(int size, double[] outline) {
    double minX = size;
    double minY = size;
    double maxX = 0;
    double maxY = 0;
    for (int i = 0; i < outline.length; i += 2) {
      minX = Math.min(minX, outline[i]);
      maxX = Math.max(maxX, outline[i]);
      minY = Math.min(minY, outline[i + 1]);
      maxY = Math.max(maxY, outline[i + 1]);
    }
    int left = (int) Math.max(0, Math.floor(minX));
    int top = (int) Math.max(0, Math.floor(minY));
    int right = (int) Math.max(left, Math.min(size, Math.ceil(maxX)));
    int bottom = (int) Math.max(top, Math.min(size, Math.ceil(maxY)));
    CoverageMask mask =
        new CoverageMask(left, top, right, bottom, new double[(right - left + 2) * (bottom - top)]);
    int last = outline.length - 2;
    mask.edge(outline[last], outline[last + 1], outline[0], outline[1]);
    for (int i = 0; i < last; i += 2) {
      mask.edge(outline[i], outline[i + 1], outline[i + 2], outline[i + 3]);
    }
    mask.sum();
    return mask;
  }

  /** The first column touched. */
  int left() {
    return left;
  }

  /** The first row touched. */
  int top() {
    return top;
  }

  /** The column behind the last one touched. */
  int right() {
    return right;
  }

  /** The row behind the last one touched. */
  int bottom() {
    return bottom;
  }

  /** The coverage of a pixel within the rectangle. */
  double at(int x, int y) {
    return coverage[(y - top) * stride() + x - left];
  }

  /** Covered by both. */
  CoverageMask and(CoverageMask other) {
    CoverageMask both = new CoverageMask(left, top, right, bottom, coverage.clone());
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        boolean inside = x >= other.left && x < other.right && y >= other.top && y < other.bottom;
        both.coverage[(y - top) * stride() + x - left] *= inside ? other.at(x, y) : 0;
      }
    }
    return both;
  }

  private int stride() {
    return right - left + 2;
  }

  private void edge(double x0, double y0, double x1, double y1) {
    if (y0 == y1) {
      return;
    }
    double low = Math.min(y0, y1);
    double high = Math.max(y0, y1);
    double slope = (x1 - x0) / (y1 - y0);
    for (int y = (int) Math.max(top, Math.floor(low)); y < Math.min(bottom, high); y++) {
      double from = Math.max(low, y);
      double to = Math.min(high, y + 1);
      double height = (to - from) * (y1 > y0 ? 1 : -1);
      span(y, x0 + (from - y0) * slope, x0 + (to - y0) * slope, height);
    }
  }

  /** An edge within one row of pixels, from one x to another: clipped, then pixel by pixel. */
  private void span(int y, double from, double to, double height) {
    double a = clipped(Math.min(from, to));
    double b = clipped(Math.max(from, to));
    int row = (y - top) * stride();
    int first = (int) Math.floor(a);
    int last = (int) Math.floor(b);
    if (first == last) {
      put(row, first, height, (a + b) / 2 - first);
      return;
    }
    for (int x = first; x <= last; x++) {
      double start = Math.max(a, x);
      double end = Math.min(b, x + 1);
      put(row, x, height * (end - start) / (b - a), (start + end) / 2 - x);
    }
  }

  private void put(int row, int x, double height, double inside) {
    coverage[row + x - left] += height * (1 - inside);
    coverage[row + x - left + 1] += height * inside;
  }

  private double clipped(double x) {
    return Math.max(left, Math.min(right, x));
  }

  private void sum() {
    for (int y = top; y < bottom; y++) {
      double sum = 0;
      for (int i = (y - top) * stride(), x = left; x < right; x++, i++) {
        sum += coverage[i];
        coverage[i] = Math.min(1, Math.abs(sum));
      }
    }
  }
}
