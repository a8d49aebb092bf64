/**
 * The trainable view of an ONNX graph: its nodes bound to operators, its constants as PyTorch's
 * leaves, and the optimisers that move them.
 *
 * <p>In flows a {@link dev.winnow.onnx.Network}, which never changes; a {@link
 * dev.winnow.learn.engine.TrainableNetwork} runs it up to any tensor and hands out the values that
 * training has moved, from which the caller makes the same graph again. It holds its constants in
 * native memory until it is closed; whatever a run makes is freed when the scope around it closes.
 */
@NullMarked
package dev.winnow.learn.engine;

import org.jspecify.annotations.NullMarked;
