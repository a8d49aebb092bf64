package dev.winnow.learn;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Eigenvectors of small symmetric matrices. */
final class Symmetric {
  /**
   * Added to all eigenvalues while they are sought, relative to their sum. Among many that are 0,
   * as of a matrix of low rank, the search compares rounding errors with rounding errors and does
   * not end.
   */
  private static final double SHIFT = 1e-14;

  private Symmetric() {}

  /** An eigenvalue, and its eigenvector of length 1. */
  record Pair(double value, DMatrixRMaj vector) {}

  /**
   * The largest eigenvalues of a matrix that has none below 0, falling.
   *
   * @param matrix symmetric, row by row; not changed
   * @param most how many are wanted; no more than there are come back
   */
  static List<Pair> largest(double[] matrix, int most) {
    int size = (int) Math.round(Math.sqrt(matrix.length));
    DMatrixRMaj shifted = DMatrixRMaj.wrap(size, size, matrix.clone());
    double shift = SHIFT * CommonOps_DDRM.trace(shifted);
    for (int i = 0; i < size; i++) {
      shifted.add(i, i, shift);
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(size, true, /* isSymmetric= */ true);
    if (!eigen.decompose(shifted)) {
      throw new ArithmeticException("the eigenvalues of a matrix of %d rows".formatted(size));
    }
    return IntStream.range(0, size)
        .mapToObj(i -> new Pair(eigen.getEigenvalue(i).getReal() - shift, eigen.getEigenVector(i)))
        .sorted(Comparator.comparingDouble(pair -> -pair.value()))
        .limit(most)
        .toList();
  }
}
