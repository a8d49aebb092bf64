package dev.winnow.attack.statistics;

import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Arithmetic on features that lie column by column, so that one instruction works on the same value
 * of several rows. Loops are written so that the compiler turns them into such instructions, for
 * which even the order of sums matters: with other brackets they may be four times as slow.
 */
public final class Columns {
  private Columns() {}

  /** The columns of rows: for each value, that of each row. */
  public static float[][] of(Tensor rows) {
    int count = rows.shape().dim(0);
    float[][] columns = new float[rows.shape().row().size()][count];
    FloatBuffer values = rows.buffer();
    for (int row = 0; row < count; row++) {
      for (float[] column : columns) {
        column[row] = values.get();
      }
    }
    return columns;
  }

  /** The rows of a tensor. */
  public static float[][] rows(Tensor tensor) {
    float[][] rows = new float[tensor.shape().dim(0)][tensor.shape().row().size()];
    FloatBuffer values = tensor.buffer();
    for (float[] row : rows) {
      values.get(row);
    }
    return rows;
  }

  /** Sets squared Euclidean distances of all rows, given as columns, from one point. */
  public static void squaredDistances(float[][] columns, float[] point, float[] into) {
    int width = point.length;
    int i = 0;
    if (width >= 4) {
      setSquares(columns, point, into);
      i = 4;
    } else {
      Arrays.fill(into, 0);
    }
    for (; i + 4 <= width; i += 4) {
      addSquares(columns, point, i, into);
    }
    for (; i < width; i++) {
      addSquares(columns[i], point[i], into);
    }
  }

  /** Of the first four values. Apart from the others, since reading zeros takes time too. */
  private static void setSquares(float[][] columns, float[] point, float[] into) {
    float[] columnA = columns[0];
    float[] columnB = columns[1];
    float[] columnC = columns[2];
    float[] columnD = columns[3];
    float pointA = point[0];
    float pointB = point[1];
    float pointC = point[2];
    float pointD = point[3];
    for (int row = 0; row < into.length; row++) {
      float a = columnA[row] - pointA;
      float b = columnB[row] - pointB;
      float c = columnC[row] - pointC;
      float d = columnD[row] - pointD;
      into[row] = a * a + b * b + c * c + d * d;
    }
  }

  private static void addSquares(float[] column, float value, float[] into) {
    for (int row = 0; row < into.length; row++) {
      float apart = column[row] - value;
      into[row] += apart * apart;
    }
  }

  private static void addSquares(float[][] columns, float[] point, int first, float[] into) {
    float[] columnA = columns[first];
    float[] columnB = columns[first + 1];
    float[] columnC = columns[first + 2];
    float[] columnD = columns[first + 3];
    float pointA = point[first];
    float pointB = point[first + 1];
    float pointC = point[first + 2];
    float pointD = point[first + 3];
    for (int row = 0; row < into.length; row++) {
      float a = columnA[row] - pointA;
      float b = columnB[row] - pointB;
      float c = columnC[row] - pointC;
      float d = columnD[row] - pointD;
      into[row] = into[row] + (a * a + b * b) + (c * c + d * d);
    }
  }

  /** Lowers each value to that of another array. */
  public static void lower(float[] values, float[] others) {
    for (int row = 0; row < values.length; row++) {
      values[row] = Math.min(values[row], others[row]);
    }
  }

  /** Sets the columns times a lower triangular matrix. */
  public static void times(float[][] lower, float[][] columns, float[][] into) {
    for (int i = 0; i < lower.length; i++) {
      Arrays.fill(into[i], 0);
      for (int j = 0; j <= i; j++) {
        add(into[i], columns[j], lower[i][j]);
      }
    }
  }

  private static void add(float[] sum, float[] column, float factor) {
    for (int row = 0; row < sum.length; row++) {
      sum[row] += factor * column[row];
    }
  }
}
