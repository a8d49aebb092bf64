package dev.winnow.attack.identification;

import dev.winnow.core.Tensor;
import java.nio.ByteBuffer;

/** Rows as keys: two are equal if all their values are, bit for bit. */
final class RowKey {
  private RowKey() {}

  /** A key for each row, which shares the tensor's memory. */
  static ByteBuffer[] of(Tensor rows) {
    ByteBuffer[] keys = new ByteBuffer[rows.shape().dim(0)];
    for (int row = 0; row < keys.length; row++) {
      keys[row] = rows.rows(row, row + 1).bytes();
    }
    return keys;
  }
}
