package dev.winnow.learn;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Eigenvectors of small symmetric matrices. */
final class Symmetric {
  private Symmetric() {}

  /**
   * The eigenvectors of the largest eigenvalues, falling.
   *
   * @param matrix symmetric, row by row
   * @param most how many are wanted; no more than there are come back
   */
  static double[][] largest(double[] matrix, int most) {
    int size = (int) Math.round(Math.sqrt(matrix.length));
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(size, true, /* isSymmetric= */ true);
    if (!eigen.decompose(DMatrixRMaj.wrap(size, size, matrix))) {
      throw new ArithmeticException("the eigenvalues of a matrix of %d rows".formatted(size));
    }
    return IntStream.range(0, size)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
        .limit(most)
        .map(i -> eigen.getEigenVector(i).getData().clone())
        .toArray(double[][]::new);
  }
}
