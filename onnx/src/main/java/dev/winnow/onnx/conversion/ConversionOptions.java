package dev.winnow.onnx.conversion;

import dev.winnow.core.Shape;
import java.util.Map;
import java.util.Optional;

/**
 * What a file leaves open and its owner knows.
 *
 * @param inputShape of one sample of the input, in the order that the file has; empty if the file
 *     says it
 * @param output what the outputs hold; empty to find out
 * @param constants the number that an input beside the captures always holds, such as a sample
 *     rate, by the input's name
 */
public record ConversionOptions(
    Optional<Shape> inputShape, Optional<OutputKind> output, Map<String, Double> constants) {
  public ConversionOptions {
    constants = Map.copyOf(constants);
  }

  /** Options without constants. */
  public ConversionOptions(Optional<Shape> inputShape, Optional<OutputKind> output) {
    this(inputShape, output, Map.of());
  }

  /** The file says it all. */
  public static ConversionOptions none() {
    return new ConversionOptions(Optional.empty(), Optional.empty());
  }

  /** The same with other constants. */
  public ConversionOptions withConstants(Map<String, Double> others) {
    return new ConversionOptions(inputShape, output, others);
  }
}
