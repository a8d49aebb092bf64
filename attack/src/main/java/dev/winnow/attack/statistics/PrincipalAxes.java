package dev.winnow.attack.statistics;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.linalg.SymmetricEigen;
import java.nio.FloatBuffer;
import java.util.Random;

/**
 * Principal axes of rows, the one of the largest variance first, without those in which nothing
 * varies.
 *
 * <p>For narrow rows they are exact. Of wide ones, the leading axes are found by subspace iteration
 * (Halko, Martinsson and Tropp, "Finding Structure with Randomness", 2011, algorithm 4.4), in
 * memory for a few rows only.
 */
public final class PrincipalAxes {
  private static final int NARROW = 64;
  private static final int PASSES = 8;

  /** Beside the largest variance, what single precision cannot tell from none. */
  private static final double STILL = 1e-9;

  private final double[] mean;
  private final double[][] directions;
  private final double[] variances;

  private PrincipalAxes(double[] mean, double[][] directions, double[] variances) {
    this.mean = mean;
    this.directions = directions;
    this.variances = variances;
  }

  /**
   * The axes of rows.
   *
   * @param rows finite values of the shape [rows, width]
   * @param most how many axes at most; there is at least one
   */
  public static PrincipalAxes of(Tensor rows, int most) {
    float[][] all = Columns.rows(rows);
    int width = rows.shape().dim(1);
    double[] mean = ScatterMatrix.mean(all, width);
    double[][] basis =
        width <= NARROW
            ? identity(width)
            : SubspaceIteration.leading(all, mean, NARROW, PASSES, new Random(1));
    double[][] products = new double[basis.length][basis.length];
    float[] point = new float[basis.length];
    for (float[] row : all) {
      turn(row, mean, basis, point);
      ScatterMatrix.add(new float[][] {point}, new double[basis.length], products);
    }
    ScatterMatrix.scaled(products, 1.0 / Math.max(1, all.length - 1));
    SymmetricEigen axes = SymmetricEigen.of(products);
    int kept = 1;
    while (kept < Math.min(most, basis.length) && axes.values()[kept] > STILL * axes.values()[0]) {
      kept++;
    }
    return new PrincipalAxes(mean, combined(axes.vectors(), basis, kept), axes.values());
  }

  /** Coordinates along the axes, [rows, axes]. */
  public Tensor coordinates(Tensor rows) {
    return coordinates(rows, false);
  }

  /** Coordinates along the axes, each of variance 1 in the rows that the axes are of. */
  public Tensor whitened(Tensor rows) {
    return coordinates(rows, true);
  }

  private Tensor coordinates(Tensor rows, boolean white) {
    float[] point = new float[directions.length];
    Tensor coordinates = Tensor.allocate(Shape.of(rows.shape().dim(0), point.length));
    FloatBuffer room = coordinates.buffer();
    for (float[] row : Columns.rows(rows)) {
      turn(row, mean, directions, point);
      for (int i = 0; white && i < point.length; i++) {
        point[i] *= variances[i] > 0 ? (float) (1 / Math.sqrt(variances[i])) : 0;
      }
      room.put(point);
    }
    return coordinates;
  }

  private static void turn(float[] row, double[] mean, double[][] directions, float[] into) {
    for (int i = 0; i < directions.length; i++) {
      into[i] = (float) SubspaceIteration.product(row, mean, directions[i]);
    }
  }

  /** Ones on the diagonal, and zeros. */
  public static double[][] identity(int size) {
    double[][] identity = new double[size][size];
    for (int i = 0; i < size; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  private static double[][] combined(double[][] vectors, double[][] basis, int count) {
    double[][] directions = new double[count][basis[0].length];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < basis.length; j++) {
        SubspaceIteration.add(directions[i], basis[j], vectors[i][j]);
      }
    }
    return directions;
  }
}
