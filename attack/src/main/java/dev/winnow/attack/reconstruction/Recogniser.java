package dev.winnow.attack.reconstruction;

import dev.winnow.core.InputSpec;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;

/**
 * Somebody else's way of telling people apart that had no part in what is audited: it makes vectors
 * of captures whose angles are small for one person and large for two.
 */
@FunctionalInterface
public interface Recogniser {
  /**
   * Vectors of length 1, one for each capture: their product is the cosine similarity.
   *
   * @param captures one a row, in their own form or in that of a decoder
   * @param prepared how they were prepared
   * @param threads that compute
   * @return newly allocated, of the shape [captures, values]; 0 where there is no vector
   */
  Tensor vectors(Tensor captures, InputSpec prepared, int threads);

  /** Rows of length 1, in place; rows of zeros stay as they are. */
  static Tensor unit(Tensor rows) {
    for (int row = 0; row < rows.shape().dim(0); row++) {
      FloatBuffer values = rows.rows(row, row + 1).buffer();
      double squares = 0;
      for (int i = 0; i < values.capacity(); i++) {
        squares += (double) values.get(i) * values.get(i);
      }
      double length = squares > 0 ? Math.sqrt(squares) : 1;
      for (int i = 0; i < values.capacity(); i++) {
        values.put(i, (float) (values.get(i) / length));
      }
    }
    return rows;
  }
}
