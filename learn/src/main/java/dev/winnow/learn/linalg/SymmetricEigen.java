package dev.winnow.learn.linalg;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix.
 *
 * @param values falling
 * @param vectors orthonormal, one a row, in the order of the values
 */
@SuppressWarnings("ArrayRecordComponent") // Made once and never compared.
public record SymmetricEigen(double[] values, double[][] vectors) {
  /**
   * Added to all eigenvalues while they are sought, relative to the sum of their sizes. Among many
   * that are 0, as of a matrix of low rank, the search compares rounding errors with rounding
   * errors and does not end.
   */
  private static final double SHIFT = 1e-14;

  /**
   * The eigenvalues of a matrix.
   *
   * @param matrix finite values, symmetric; not changed
   */
  public static SymmetricEigen of(double[][] matrix) {
    return of(new DMatrixRMaj(matrix));
  }

  /** The same of a matrix that is overwritten. */
  static SymmetricEigen of(DMatrixRMaj matrix) {
    int size = matrix.numRows;
    double shift = SHIFT * Math.abs(CommonOps_DDRM.trace(matrix));
    for (int i = 0; i < size; i++) {
      matrix.add(i, i, shift);
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(size, true, /* isSymmetric= */ true);
    if (!eigen.decompose(matrix)) {
      throw new ArithmeticException("the eigenvalues of a matrix of %d rows".formatted(size));
    }
    int[] falling =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
            .mapToInt(Integer::intValue)
            .toArray();
    return new SymmetricEigen(
        IntStream.of(falling).mapToDouble(i -> eigen.getEigenvalue(i).getReal() - shift).toArray(),
        IntStream.of(falling)
            .mapToObj(i -> eigen.getEigenVector(i).getData().clone())
            .toArray(double[][]::new));
  }
}
