package dev.winnow.onnx.conversion;

import dev.winnow.core.Shape;
import java.util.Optional;

/**
 * What a file leaves open and its owner knows.
 *
 * @param inputShape of one sample of the input, in the order that the file has; empty if the file
 *     says it
 * @param output what the outputs hold; empty to find out
 */
public record ConversionOptions(Optional<Shape> inputShape, Optional<OutputKind> output) {
  /** The file says it all. */
  public static ConversionOptions none() {
    return new ConversionOptions(Optional.empty(), Optional.empty());
  }
}
