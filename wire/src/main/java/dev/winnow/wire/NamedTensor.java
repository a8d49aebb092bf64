package dev.winnow.wire;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;

/**
 * A tensor under the name that the model gives it.
 *
 * @param name of the input or output
 * @param content shared, not copied
 */
public record NamedTensor(String name, TensorContent content) {

  /** A tensor of numbers. */
  public NamedTensor(String name, Tensor numbers) {
    this(name, new TensorContent.Numbers(numbers));
  }

  /** The extents, outermost first. */
  public Shape shape() {
    return content.shape();
  }

  /**
   * The numbers.
   *
   * @throws WireException if it holds strings of bytes
   */
  public Tensor tensor() {
    if (content instanceof TensorContent.Numbers numbers) {
      return numbers.tensor();
    }
    throw other(Datatype.FP32);
  }

  /**
   * The strings of bytes.
   *
   * @throws WireException if it holds numbers
   */
  public ByteStrings bytes() {
    if (content instanceof ByteStrings strings) {
      return strings;
    }
    throw other(Datatype.BYTES);
  }

  private WireException other(Datatype wanted) {
    return new WireException(
        "\"%s\" is %s, and must be %s".formatted(name, content.datatype(), wanted));
  }
}
