package dev.winnow.privacy;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations (Golub and Van
 * Loan, "Matrix Computations", section 8.5): some 10·n³ multiplications, exact for small
 * eigenvalues too.
 *
 * @param values falling
 * @param vectors orthonormal, one a row, in the order of the values
 */
@SuppressWarnings("ArrayRecordComponent") // Made once and never compared.
record Symmetric(double[] values, double[][] vectors) {
  private static final int SWEEPS = 60;

  static Symmetric of(double[][] matrix) {
    int size = matrix.length;
    double[][] a =
        IntStream.range(0, size).mapToObj(i -> matrix[i].clone()).toArray(double[][]::new);
    double[][] turned = new double[size][size];
    for (int i = 0; i < size; i++) {
      turned[i][i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS && !diagonal(a); sweep++) {
      for (int p = 0; p < size; p++) {
        for (int q = p + 1; q < size; q++) {
          rotate(a, turned, p, q);
        }
      }
    }
    int[] falling =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -a[i][i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Symmetric(
        IntStream.of(falling).mapToDouble(i -> a[i][i]).toArray(),
        IntStream.of(falling).mapToObj(i -> turned[i]).toArray(double[][]::new));
  }

  /** Makes one element off the diagonal zero; the rows of {@code turned} become eigenvectors. */
  private static void rotate(double[][] a, double[][] turned, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double cosine = 1 / Math.sqrt(tangent * tangent + 1);
    double sine = tangent * cosine;
    for (double[] row : a) {
      double x = row[p];
      double y = row[q];
      row[p] = cosine * x - sine * y;
      row[q] = sine * x + cosine * y;
    }
    turnRows(a, p, q, cosine, sine);
    turnRows(turned, p, q, cosine, sine);
  }

  private static void turnRows(double[][] m, int p, int q, double cosine, double sine) {
    for (int i = 0; i < m.length; i++) {
      double x = m[p][i];
      double y = m[q][i];
      m[p][i] = cosine * x - sine * y;
      m[q][i] = sine * x + cosine * y;
    }
  }

  private static boolean diagonal(double[][] a) {
    double off = 0;
    double all = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        double square = a[i][j] * a[i][j];
        all += square;
        off += i == j ? 0 : square;
      }
    }
    return off <= 1e-30 * all;
  }
}
