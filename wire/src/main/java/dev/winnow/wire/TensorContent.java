package dev.winnow.wire;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;

/** The elements of a tensor: numbers, or strings of bytes. */
public sealed interface TensorContent permits TensorContent.Numbers, ByteStrings {

  /** The extents, outermost first. */
  Shape shape();

  /** What the elements are. */
  Datatype datatype();

  /**
   * Numbers of 32 bits.
   *
   * @param tensor shared, not copied
   */
  record Numbers(Tensor tensor) implements TensorContent {
    @Override
    public Shape shape() {
      return tensor.shape();
    }

    @Override
    public Datatype datatype() {
      return Datatype.FP32;
    }
  }
}
