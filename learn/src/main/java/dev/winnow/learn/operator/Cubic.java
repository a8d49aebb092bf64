package dev.winnow.learn.operator;

/** Cubic convolution of four neighbours (Keys 1981, equation 15). */
final class Cubic {
  private static final int FIRST = -1;
  private static final int LAST = 2;

  private Cubic() {}

  /**
   * Adds what each place counts.
   *
   * @param a sharpness, below 0
   * @param within whether places outside the axis do not count, rather than as the outermost
   */
  static void share(
      float original, int extent, float[] shares, int offset, float a, boolean within) {
    double below = Math.floor(original);
    float[] weights = new float[LAST - FIRST + 1];
    float sum = 0;
    for (int i = FIRST; i <= LAST; i++) {
      boolean outside = below + i < 0 || below + i >= extent;
      float weight = within && outside ? 0 : weight((float) Math.abs(original - below - i), a);
      weights[i - FIRST] = weight;
      sum += weight;
    }
    for (int i = FIRST; i <= LAST; i++) {
      float weight = weights[i - FIRST];
      shares[offset + Interpolation.clamp(below + i, extent)] += within ? weight / sum : weight;
    }
  }

  private static float weight(float distance, float a) {
    return distance <= 1
        ? ((a + 2) * distance - (a + 3)) * distance * distance + 1
        : ((a * distance - 5 * a) * distance + 8 * a) * distance - 4 * a;
  }
}
