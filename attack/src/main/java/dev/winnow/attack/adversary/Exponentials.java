package dev.winnow.attack.adversary;

/**
 * Sums of exponentials of many rows at once, to about five digits: enough to rank densities, and
 * ten times as fast as exact ones, since the compiler makes them vector instructions.
 */
final class Exponentials {
  /** Less than exp of this adds nothing that single precision would see. */
  private static final float LEAST = -24;

  private Exponentials() {}

  /**
   * Adds exp(least − value) to each sum.
   *
   * @param least for each row, no more than the value
   */
  static void add(float[] sums, float[] least, float[] values) {
    for (int row = 0; row < sums.length; row++) {
      // exp(x) is exp(x / 64) six times squared; the former is a short Taylor series.
      float x = Math.max(least[row] - values[row], LEAST) * (1 / 64f);
      float y = 1 + x * (1 + x * (1 / 2f) * (1 + x * (1 / 3f) * (1 + x * (1 / 4f) * (1 + x / 5f))));
      y *= y;
      y *= y;
      y *= y;
      y *= y;
      y *= y;
      sums[row] += y * y;
    }
  }

  /**
   * Sets constant + log(sum) − least.
   *
   * @param sums from 1 to some millions
   */
  static void logs(float[] sums, float[] least, float constant, float[] into) {
    for (int row = 0; row < into.length; row++) {
      // log(x) is 16 log of the 16th root; that is near 1, where a short series serves.
      float root = (float) Math.sqrt(sums[row]);
      root = (float) Math.sqrt(root);
      root = (float) Math.sqrt(root);
      root = (float) Math.sqrt(root);
      float x = (root - 1) / (root + 1);
      float xx = x * x;
      float series =
          x * (1 + xx * (1 / 3f + xx * (1 / 5f + xx * (1 / 7f + xx * (1 / 9f + xx * (1 / 11f))))));
      into[row] = constant + 32 * series - least[row];
    }
  }
}
