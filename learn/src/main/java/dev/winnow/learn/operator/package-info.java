/**
 * The ONNX operators that can be trained, computed with PyTorch, and what they share.
 *
 * <p>In flows a node with the constants around it, a {@link dev.winnow.learn.operator.NodeContext};
 * the one table of {@link dev.winnow.learn.operator.Operators} binds it to what it does, or refuses
 * it with a reason before anything runs. A bound node makes arrays from the arrays of a {@link
 * dev.winnow.learn.operator.NodeInvocation}, in one of the {@link dev.winnow.learn.operator.Mode}s
 * of a run. An operator knows nothing of the network it stands in beyond its own node, nor of who
 * moves its weights: that is above it.
 */
@NullMarked
package dev.winnow.learn.operator;

import org.jspecify.annotations.NullMarked;
