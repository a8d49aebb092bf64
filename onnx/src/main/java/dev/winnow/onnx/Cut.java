package dev.winnow.onnx;

import dev.winnow.core.Shape;

/**
 * A tensor through which everything flows from the input of a network to all of its outputs.
 *
 * @param tensor its name
 * @param layer the name of the node that makes it
 * @param op the operator of that node
 * @param shape of one sample; 32-bit floats
 * @param extractor cost of what comes before and makes the tensor
 * @param analyzer cost of what comes after
 */
public record Cut(
    String tensor, String layer, String op, Shape shape, Cost extractor, Cost analyzer) {
  /** How many floats one sample has at the cut. */
  public int floats() {
    return shape.size();
  }

  /** Multiply-accumulates before the cut over all, from 0 to 1; 0 if there are none. */
  public double edgeShare() {
    return extractor.share(new Cost(0, extractor.macs() + analyzer.macs()));
  }

  /** How many bytes one sample has at the cut, before any protocol. */
  public long bytes() {
    return (long) floats() * Float.BYTES;
  }
}
