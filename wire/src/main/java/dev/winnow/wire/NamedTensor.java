package dev.winnow.wire;

import dev.winnow.core.Tensor;

/**
 * A tensor under the name that the model gives it.
 *
 * @param name of the input or output
 * @param tensor shared, not copied
 */
public record NamedTensor(String name, Tensor tensor) {}
