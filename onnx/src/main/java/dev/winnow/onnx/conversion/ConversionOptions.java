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
 * @param states names of outputs with which an input begins the next chunk of a stream, by the
 *     input's name; states that are not named begin each chunk with zeros
 */
public record ConversionOptions(
    Optional<Shape> inputShape,
    Optional<OutputKind> output,
    Map<String, Double> constants,
    Map<String, String> states) {
  public ConversionOptions {
    constants = Map.copyOf(constants);
    states = Map.copyOf(states);
  }

  /** Options without constants and states. */
  public ConversionOptions(Optional<Shape> inputShape, Optional<OutputKind> output) {
    this(inputShape, output, Map.of(), Map.of());
  }

  /** Options without states. */
  public ConversionOptions(
      Optional<Shape> inputShape, Optional<OutputKind> output, Map<String, Double> constants) {
    this(inputShape, output, constants, Map.of());
  }

  /** The file says it all. */
  public static ConversionOptions none() {
    return new ConversionOptions(Optional.empty(), Optional.empty());
  }

  /** The same with other constants. */
  public ConversionOptions withConstants(Map<String, Double> others) {
    return new ConversionOptions(inputShape, output, others, states);
  }

  /** The same with other states. */
  public ConversionOptions withStates(Map<String, String> others) {
    return new ConversionOptions(inputShape, output, constants, others);
  }
}
