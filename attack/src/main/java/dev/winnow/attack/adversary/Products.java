package dev.winnow.attack.adversary;

import dev.winnow.attack.statistics.Columns;
import dev.winnow.core.Tensor;
import java.util.Arrays;

/**
 * Inner products of one point with many rows, which lie column by column, four values at a time.
 *
 * <p>Loops are as long as the compiler still turns into instructions that work on several rows at
 * once. With eight values each, they would be five times as slow.
 */
final class Products {
  /** Values of a row that are multiplied in one go. */
  private static final int GO = 4;

  private Products() {}

  /** The next width that is two or more goes. Zeros at the end of rows change no product. */
  static int padded(int width) {
    return Math.max(2 * GO, (width + GO - 1) / GO * GO);
  }

  /** The columns of rows, and zeros up to the padded width. */
  static float[][] columns(Tensor rows) {
    float[][] columns = Columns.of(rows);
    float[][] padded = Arrays.copyOf(columns, padded(columns.length));
    Arrays.fill(padded, columns.length, padded.length, new float[rows.shape().dim(0)]);
    return padded;
  }

  /** Sets each row's value to an addend and the row's product with a point. */
  static void set(float[][] columns, int rows, float[] point, float addend, float[] into) {
    setFirst(columns, rows, point, addend, into);
    for (int first = GO; first < columns.length; first += GO) {
      add(columns, rows, point, first, into);
    }
  }

  /**
   * Raises each row's value to an addend and the row's product with a point, if that is more.
   *
   * @param columns of {@link #padded} width
   * @param rows how many of them count, from the first
   * @param point as wide
   * @param room for a value of each row, that is overwritten
   */
  static void raise(
      float[][] columns, int rows, float[] point, float addend, float[] room, float[] into) {
    setFirst(columns, rows, point, addend, room);
    int last = columns.length - GO;
    for (int first = GO; first < last; first += GO) {
      add(columns, rows, point, first, room);
    }
    raise(columns, rows, point, last, room, into);
  }

  private static void setFirst(
      float[][] columns, int rows, float[] point, float addend, float[] sums) {
    float[] a = columns[0];
    float[] b = columns[1];
    float[] c = columns[2];
    float[] d = columns[3];
    float atA = point[0];
    float atB = point[1];
    float atC = point[2];
    float atD = point[3];
    for (int row = 0; row < rows; row++) {
      sums[row] = addend + (a[row] * atA + b[row] * atB) + (c[row] * atC + d[row] * atD);
    }
  }

  private static void add(float[][] columns, int rows, float[] point, int first, float[] sums) {
    float[] a = columns[first];
    float[] b = columns[first + 1];
    float[] c = columns[first + 2];
    float[] d = columns[first + 3];
    float atA = point[first];
    float atB = point[first + 1];
    float atC = point[first + 2];
    float atD = point[first + 3];
    for (int row = 0; row < rows; row++) {
      sums[row] = sums[row] + (a[row] * atA + b[row] * atB) + (c[row] * atC + d[row] * atD);
    }
  }

  private static void raise(
      float[][] columns, int rows, float[] point, int first, float[] others, float[] into) {
    float[] a = columns[first];
    float[] b = columns[first + 1];
    float[] c = columns[first + 2];
    float[] d = columns[first + 3];
    float atA = point[first];
    float atB = point[first + 1];
    float atC = point[first + 2];
    float atD = point[first + 3];
    for (int row = 0; row < rows; row++) {
      float sum = others[row] + (a[row] * atA + b[row] * atB) + (c[row] * atC + d[row] * atD);
      into[row] = Math.max(into[row], sum);
    }
  }
}
