/**
 * Makes of a network as people export it one that can be cut: one input of 32-bit floats with the
 * samples first, outputs that are probabilities of classes. Each class rewrites one thing of a
 * model in ONNX's form and says what it did; none looks at what the others do.
 */
@NullMarked
package dev.winnow.onnx.conversion;

import org.jspecify.annotations.NullMarked;
