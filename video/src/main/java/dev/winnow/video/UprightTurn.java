package dev.winnow.video;

import dev.winnow.data.DamagedCaptureException;
import java.nio.IntBuffer;

/**
 * A turn by quarters, perhaps mirrored, as FFmpeg writes it in the matrix that moves a stored pixel
 * to where it is seen: (x, y) goes to (ax + cy, bx + dy), and then back into the picture. Each is
 * −1, 0 or 1.
 *
 * @param a from x to x
 * @param b from x to y
 * @param c from y to x
 * @param d from y to y
 */
public record UprightTurn(int a, int b, int c, int d) {
  /** As it is stored. */
  public static final UprightTurn NONE = new UprightTurn(1, 0, 0, 1);

  private static final int ONE = 1 << 16;

  /**
   * Reads FFmpeg's matrix.
   *
   * @param matrix nine numbers, of which the first two of two rows turn, in 65536ths
   * @throws DamagedCaptureException if they scale or turn by less than a quarter
   */
  public static UprightTurn of(IntBuffer matrix) throws DamagedCaptureException {
    int[] values = {matrix.get(0), matrix.get(1), matrix.get(3), matrix.get(4)};
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0 && Math.abs(values[i]) != ONE) {
        throw new DamagedCaptureException("it is to be turned by less than a quarter");
      }
      values[i] /= ONE;
    }
    UprightTurn turn = new UprightTurn(values[0], values[1], values[2], values[3]);
    if (Math.abs(turn.a * turn.d - turn.b * turn.c) != 1 || turn.a * turn.b != 0) {
      throw new DamagedCaptureException("it is to be turned by less than a quarter");
    }
    return turn;
  }

  /** Whether width and height change places. */
  public boolean swaps() {
    return a == 0;
  }

  /** Where a stored pixel is seen, from the left, of a stored picture of that size. */
  public int x(int x, int y, int width, int height) {
    return a * x + c * y + (a < 0 ? width - 1 : 0) + (c < 0 ? height - 1 : 0);
  }

  /** Where a stored pixel is seen, from above, of a stored picture of that size. */
  public int y(int x, int y, int width, int height) {
    return b * x + d * y + (b < 0 ? width - 1 : 0) + (d < 0 ? height - 1 : 0);
  }
}
