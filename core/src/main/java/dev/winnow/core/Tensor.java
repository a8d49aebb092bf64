package dev.winnow.core;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A dense 32-bit float tensor in row-major order, held outside the heap so that native code reads
 * and writes it in place. The memory is shared, not copied, between a tensor, its {@link #buffer}
 * and its {@link #rows}: whoever allocates a tensor decides who may write to it and until when.
 */
public final class Tensor {
  private final Shape shape;
  private final FloatBuffer buffer;

  private Tensor(Shape shape, FloatBuffer buffer) {
    this.shape = shape;
    this.buffer = buffer;
  }

  /** A new tensor of zeros, freed with its last reference. */
  public static Tensor allocate(Shape shape) {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.multiplyExact(shape.size(), Float.BYTES))
            .order(ByteOrder.nativeOrder());
    return new Tensor(shape, bytes.asFloatBuffer());
  }

  /**
   * A new tensor holding a copy of the values.
   *
   * @throws IllegalArgumentException if there are more or fewer values than the shape has elements
   */
  public static Tensor of(Shape shape, float... values) {
    requireSize(shape, values.length);
    Tensor tensor = allocate(shape);
    tensor.buffer().put(values);
    return tensor;
  }

  /**
   * A tensor over the remaining elements of a buffer, which stays shared.
   *
   * @throws IllegalArgumentException if the buffer holds more or fewer elements than the shape
   */
  public static Tensor over(Shape shape, FloatBuffer buffer) {
    requireSize(shape, buffer.remaining());
    return new Tensor(shape, buffer.slice());
  }

  /** The extents, outermost first. */
  public Shape shape() {
    return shape;
  }

  /** A view of all elements with a position of its own; writing through it changes this tensor. */
  public FloatBuffer buffer() {
    return buffer.duplicate();
  }

  /** A copy of all elements in row-major order. */
  public float[] toArray() {
    float[] values = new float[shape.size()];
    buffer().get(values);
    return values;
  }

  /**
   * A view of the rows {@code from} (inclusive) to {@code to} (exclusive) along the outermost axis.
   *
   * @throws IndexOutOfBoundsException if the range does not lie within this tensor
   */
  public Tensor rows(int from, int to) {
    Shape row = shape.row();
    if (from < 0 || to < from || to > shape.dim(0)) {
      throw new IndexOutOfBoundsException("rows " + from + " to " + to + " of " + shape.dim(0));
    }
    FloatBuffer part = buffer.slice(from * row.size(), (to - from) * row.size());
    return new Tensor(row.batch(to - from), part);
  }

  /**
   * The same elements under another shape, shared.
   *
   * @throws IllegalArgumentException if the number of elements differs
   */
  public Tensor reshape(Shape other) {
    return over(other, buffer());
  }

  @Override
  public String toString() {
    return "Tensor " + shape;
  }

  private static void requireSize(Shape shape, int size) {
    if (shape.size() != size) {
      throw new IllegalArgumentException(
          size + " values for the shape " + shape + ", which has " + shape.size());
    }
  }
}
