package dev.winnow.learn.linalg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.torch.TorchUnavailableException;
import java.nio.FloatBuffer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * The space that some rows span, and the coordinates of any row in it. Where rows are much wider
 * than there are rows, whoever learns linearly or by distances from these rows learns exactly the
 * same from their coordinates, and much faster: products and distances among them are kept, and
 * what of another row lies outside the space is as far from all of them.
 *
 * <p>Found by a Cholesky decomposition of the rows' products with one another, in n²·width/2
 * multiply-accumulates and 8·n² bytes for n rows.
 */
public final class RowSpace {
  /** Added to the diagonal, relative to its mean, since rows may depend on one another. */
  private static final double RIDGE = 1e-10;

  private static final int BLOCK = 2048;

  private final Tensor rows;
  private final DMatrixRMaj lower;

  private RowSpace(Tensor rows, DMatrixRMaj lower) {
    this.rows = rows;
    this.lower = lower;
  }

  /**
   * The space that rows span.
   *
   * @param rows finite values of the shape [n, width], shared and not to be changed
   * @param threads that compute
   * @throws TorchUnavailableException if PyTorch cannot be loaded
   * @throws UnsuitableFeaturesException if a value is no number
   */
  public static RowSpace of(Tensor rows, int threads) {
    Torch.useThreads(threads);
    DMatrixRMaj products = products(rows, rows);
    double trace = CommonOps_DDRM.trace(products);
    // Rows that are all zero span nothing: any ridge gives them coordinates that are.
    double ridge = trace == 0 ? 1 : RIDGE * trace / products.numRows;
    for (int i = 0; i < products.numRows; i++) {
      products.add(i, i, ridge);
    }
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky =
        DecompositionFactory_DDRM.chol(products.numRows, /* lower= */ true);
    // NaN and infinity do not make the decomposition fail; they do show in the trace.
    if (!Double.isFinite(trace) || !cholesky.decompose(products)) {
      throw new UnsuitableFeaturesException("the features hold values that are no numbers");
    }
    return new RowSpace(rows, cholesky.getT(null));
  }

  /**
   * The coordinates of rows, of the shape [rows, n].
   *
   * @param others of the shape [rows, width]
   */
  public Tensor coordinates(Tensor others) {
    DMatrixRMaj solved = products(rows, others);
    solveLower(lower, solved);
    Tensor coordinates = Tensor.allocate(Shape.of(solved.numCols, solved.numRows));
    FloatBuffer room = coordinates.buffer();
    for (int column = 0; column < solved.numCols; column++) {
      for (int row = 0; row < solved.numRows; row++) {
        room.put((float) solved.get(row, column));
      }
    }
    return coordinates;
  }

  /** Replaces the right-hand sides, the columns, by the solutions; inner loops run along rows. */
  private static void solveLower(DMatrixRMaj lower, DMatrixRMaj sides) {
    int columns = sides.numCols;
    for (int i = 0; i < lower.numRows; i++) {
      for (int j = 0; j < i; j++) {
        double factor = lower.get(i, j);
        for (int k = 0, at = i * columns, from = j * columns; k < columns; k++) {
          sides.data[at + k] -= factor * sides.data[from + k];
        }
      }
      double pivot = lower.get(i, i);
      for (int k = 0; k < columns; k++) {
        sides.data[i * columns + k] /= pivot;
      }
    }
  }

  /**
   * All products of two rows, summed in double precision: where a few directions hold nearly all of
   * the variance, as fine-tuning makes them, single precision drowns the others, and the
   * decomposition fails. A block of columns at a time, so that only it is held twice as wide.
   */
  private static DMatrixRMaj products(Tensor a, Tensor b) {
    int width = a.shape().dim(1);
    try (NativeScope scope = NativeScope.unrecorded()) {
      NDArray left = scope.view(a);
      NDArray right = scope.view(b);
      NDArray sum =
          scope
              .manager()
              .zeros(
                  new ai.djl.ndarray.types.Shape(a.shape().dim(0), b.shape().dim(0)),
                  DataType.FLOAT64);
      for (int from = 0; from < width; from += BLOCK) {
        String columns = ":," + from + ":" + Math.min(width, from + BLOCK);
        try (NDScope block = new NDScope()) {
          NDArray wide = left.get(columns).toType(DataType.FLOAT64, false);
          sum.addi(wide.matMul(right.get(columns).toType(DataType.FLOAT64, false).transpose()));
          block.suppressNotUsedWarning();
        }
      }
      return DMatrixRMaj.wrap(a.shape().dim(0), b.shape().dim(0), sum.toDoubleArray());
    }
  }
}
