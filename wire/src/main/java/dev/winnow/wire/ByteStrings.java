package dev.winnow.wire;

import dev.winnow.core.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The elements of a tensor of the type {@link Datatype#BYTES}: a string of bytes each, of any
 * length. In binary data each is its length in four bytes, lowest first, and then the bytes.
 */
public final class ByteStrings implements TensorContent {
  private final Shape shape;
  private final List<ByteBuffer> elements;

  private ByteStrings(Shape shape, List<ByteBuffer> elements) {
    if (elements.size() != shape.size()) {
      throw new IllegalArgumentException(
          elements.size() + " strings of bytes for the shape " + shape);
    }
    this.shape = shape;
    this.elements = elements.stream().map(ByteBuffer::asReadOnlyBuffer).toList();
  }

  /**
   * A tensor of those elements in row-major order.
   *
   * @param elements from position to limit, shared and not copied
   * @throws IllegalArgumentException if there are more or fewer than the shape has
   */
  public static ByteStrings of(Shape shape, List<ByteBuffer> elements) {
    return new ByteStrings(shape, elements);
  }

  /** A tensor of the shape [n] with those n elements, shared and not copied. */
  public static ByteStrings of(byte[]... elements) {
    return new ByteStrings(
        Shape.of(elements.length), Arrays.stream(elements).map(ByteBuffer::wrap).toList());
  }

  /**
   * Parts binary data into its elements, which are views of it.
   *
   * @param field where the data comes from, for the complaint
   * @throws WireException if the data is not that of a tensor of this shape, or has more elements
   *     than {@link Limits#BYTE_STRINGS}
   */
  public static ByteStrings read(String field, Shape shape, ByteBuffer data) {
    requireFew(field, shape.size());
    ByteBuffer left = data.slice().order(ByteOrder.LITTLE_ENDIAN);
    List<ByteBuffer> elements = new ArrayList<>();
    for (int i = 0; i < shape.size(); i++) {
      if (left.remaining() < Integer.BYTES) {
        throw new WireException(
            "%s ends before its element %d, and the shape %s needs %d; give the length of each in 4 bytes, lowest first"
                .formatted(field, i, shape, shape.size()));
      }
      long length = Integer.toUnsignedLong(left.getInt());
      if (length > left.remaining()) {
        throw new WireException(
            "%s says that its element %d has %d bytes, and %d follow; give the length of each in 4 bytes, lowest first"
                .formatted(field, i, length, left.remaining()));
      }
      elements.add(left.slice(left.position(), (int) length));
      left.position(left.position() + (int) length);
    }
    if (left.hasRemaining()) {
      throw new WireException(
          "%s has %d bytes more than the %d elements of the shape %s"
              .formatted(field, left.remaining(), shape.size(), shape));
    }
    return new ByteStrings(shape, elements);
  }

  /**
   * Refuses more elements than are taken.
   *
   * @param field where they come from, for the complaint
   * @throws WireException if there are more than {@link Limits#BYTE_STRINGS}
   */
  public static void requireFew(String field, int count) {
    if (count > Limits.BYTE_STRINGS) {
      throw new WireException(
          "%s has %d strings of bytes, and at most %d are taken"
              .formatted(field, count, Limits.BYTE_STRINGS));
    }
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public Datatype datatype() {
    return Datatype.BYTES;
  }

  /** The elements in row-major order: read-only views with positions of their own. */
  public List<ByteBuffer> elements() {
    return elements.stream().map(ByteBuffer::duplicate).toList();
  }

  /** The binary data, part after part: the elements' own memory and the lengths between them. */
  public List<ByteBuffer> toBinary() {
    List<ByteBuffer> parts = new ArrayList<>();
    for (ByteBuffer element : elements()) {
      ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      parts.add(length.putInt(0, element.remaining()));
      parts.add(element);
    }
    return parts;
  }

  /** The type and the shape; never an element. */
  @Override
  public String toString() {
    return Datatype.BYTES + " " + shape;
  }
}
