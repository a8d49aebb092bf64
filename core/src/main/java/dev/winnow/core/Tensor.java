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
  private final ByteBuffer bytes;

  private Tensor(Shape shape, ByteBuffer bytes) {
    this.shape = shape;
    this.bytes = bytes;
  }

  /** A new tensor of zeros, freed with its last reference. */
  public static Tensor allocate(Shape shape) {
    return new Tensor(
        shape, ByteBuffer.allocateDirect(Math.multiplyExact(shape.size(), Float.BYTES)));
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
   * A tensor over the remaining bytes of a direct buffer, which stays shared. They are read in
   * native byte order, whatever the buffer's own.
   *
   * @throws IllegalArgumentException if the buffer is on the heap, or holds more or fewer elements
   *     than the shape
   */
  public static Tensor over(Shape shape, ByteBuffer bytes) {
    if (!bytes.isDirect()) {
      throw new IllegalArgumentException("a tensor lies over direct buffers only");
    }
    if (bytes.remaining() != (long) shape.size() * Float.BYTES) {
      throw new IllegalArgumentException(
          bytes.remaining() + " bytes for the shape " + shape + " of 32-bit floats");
    }
    return new Tensor(shape, bytes.slice());
  }

  /** The extents, outermost first. */
  public Shape shape() {
    return shape;
  }

  /** A view of all elements with a position of its own; writing through it changes this tensor. */
  public FloatBuffer buffer() {
    return bytes().asFloatBuffer();
  }

  /**
   * A view of all elements as bytes in native order, with a position of its own; writing through it
   * changes this tensor.
   */
  public ByteBuffer bytes() {
    return bytes.duplicate().order(ByteOrder.nativeOrder());
  }

  /** The place of the largest value, counted from 0 in row-major order; of equals, the first. */
  public int largest() {
    FloatBuffer values = buffer();
    int largest = 0;
    for (int i = 1; i < values.capacity(); i++) {
      largest = values.get(i) > values.get(largest) ? i : largest;
    }
    return largest;
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
    int rowBytes = row.size() * Float.BYTES;
    return new Tensor(row.batch(to - from), bytes.slice(from * rowBytes, (to - from) * rowBytes));
  }

  /**
   * Copies of some rows along the outermost axis, in the order asked for.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public Tensor gathered(int... wanted) {
    Tensor copies = allocate(shape.row().batch(wanted.length));
    for (int i = 0; i < wanted.length; i++) {
      copies.rows(i, i + 1).buffer().put(rows(wanted[i], wanted[i] + 1).buffer());
    }
    return copies;
  }

  /**
   * The same elements under another shape, shared.
   *
   * @throws IllegalArgumentException if the number of elements differs
   */
  public Tensor reshape(Shape other) {
    requireSize(other, shape.size());
    return new Tensor(other, bytes);
  }

  /** Whether every element is a number, and none infinite. */
  public boolean isFinite() {
    FloatBuffer values = buffer();
    while (values.hasRemaining()) {
      if (!Float.isFinite(values.get())) {
        return false;
      }
    }
    return true;
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
