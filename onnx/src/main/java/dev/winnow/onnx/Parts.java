package dev.winnow.onnx;

/**
 * The two sides of a cut network.
 *
 * @param extractor from the network's inputs to the cut tensor, its only output
 * @param analyzer from the cut tensor, its only input, to the network's outputs
 */
public record Parts(Network extractor, Network analyzer) {}
