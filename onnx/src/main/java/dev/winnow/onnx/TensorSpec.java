package dev.winnow.onnx;

import dev.winnow.core.Shape;
import java.util.OptionalInt;

/**
 * A 32-bit float input or output of a network, whose first axis counts the samples.
 *
 * @param name of the tensor
 * @param batch how many samples one run takes, at least 1; empty if any number will do
 * @param shape of one sample, that is without the first axis
 */
public record TensorSpec(String name, OptionalInt batch, Shape shape) {
  /** The name, the samples of a run (or ?) and the shape: {@code data ?×3×112×112}. */
  @Override
  public String toString() {
    String rows = batch.isPresent() ? String.valueOf(batch.getAsInt()) : "?";
    return name + " " + rows + (shape.rank() == 0 ? "" : "×" + shape);
  }
}
