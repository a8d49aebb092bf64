package dev.winnow.mask;

/**
 * Takes detail away from part of a frame. What is left can be used to name people and to guess at
 * the original: McPherson et al. 2016, "Defeating Image Obfuscation with Deep Learning".
 */
final class Coarsening {
  /** So many squares, or widths of the blur, a mask has across. */
  private static final int GRAINS = 8;

  /** Three means one after the other come near to a Gaussian (Wells 1986). */
  private static final int PASSES = 3;

  private Coarsening() {}

  /** Gives each square its mean colour. */
  static void pixelate(byte[] samples, int width, MaskOutline outline) {
    int side = side(outline);
    for (int top = outline.firstRow(); top < outline.endRow(); top += side) {
      int bottom = Math.min(outline.endRow(), top + side);
      int from = outline.first(top);
      int to = outline.end(top);
      for (int y = top; y < bottom; y++) {
        from = Math.min(from, outline.first(y));
        to = Math.max(to, outline.end(y));
      }
      for (int left = from; left < to; left += side) {
        flatten(samples, width, new int[] {left, top, Math.min(to, left + side), bottom});
      }
    }
  }

  private static void flatten(byte[] samples, int width, int[] square) {
    int pixels = (square[2] - square[0]) * (square[3] - square[1]);
    for (int channel = 0; channel < 3; channel++) {
      long sum = 0;
      for (int y = square[1]; y < square[3]; y++) {
        for (int x = square[0]; x < square[2]; x++) {
          sum += samples[3 * (y * width + x) + channel] & 0xFF;
        }
      }
      byte mean = (byte) (sum / pixels);
      for (int y = square[1]; y < square[3]; y++) {
        for (int x = square[0]; x < square[2]; x++) {
          samples[3 * (y * width + x) + channel] = mean;
        }
      }
    }
  }

  /** Mixes each pixel with those around it. */
  static void blur(byte[] samples, int width, MaskOutline outline) {
    int radius = side(outline);
    for (int pass = 0; pass < PASSES; pass++) {
      for (int y = outline.firstRow(); y < outline.endRow(); y++) {
        int first = outline.first(y);
        mean(samples, 3 * (y * width + first), 3, outline.end(y) - first, radius);
      }
      for (int x = 0; x < width; x++) {
        int top = outline.firstRow();
        while (top < outline.endRow() && !outline.holds(x, top)) {
          top++;
        }
        int bottom = top;
        while (bottom < outline.endRow() && outline.holds(x, bottom)) {
          bottom++;
        }
        mean(samples, 3 * (top * width + x), 3 * width, bottom - top, radius);
      }
    }
  }

  /** The mean of so many values on either side, along one line, for each of the three channels. */
  private static void mean(byte[] samples, int at, int step, int length, int radius) {
    long[] sums = new long[length + 1];
    for (int channel = 0; channel < 3; channel++) {
      for (int i = 0; i < length; i++) {
        sums[i + 1] = sums[i] + (samples[at + channel + i * step] & 0xFF);
      }
      for (int i = 0; i < length; i++) {
        int from = Math.max(0, i - radius);
        int to = Math.min(length, i + radius + 1);
        samples[at + channel + i * step] = (byte) ((sums[to] - sums[from]) / (to - from));
      }
    }
  }

  private static int side(MaskOutline outline) {
    return Math.max(2, outline.extent() / GRAINS);
  }
}
