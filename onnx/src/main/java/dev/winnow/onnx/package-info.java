/**
 * Networks as ONNX graphs: read, checked, listed by their cuts, split, built, written and run. The
 * only room that sees ONNX's protobuf classes and ONNX Runtime; the others know {@link
 * dev.winnow.onnx.Network} and {@link dev.winnow.onnx.Session}.
 *
 * <p>What flows in is the bytes of an ONNX file that nobody vouches for. They become a {@code
 * Network} only after every weight has the size that its shape says, every tensor is made once and
 * before it is taken, and every operator is one of the standard domain; whatever is wrong ends in a
 * {@link dev.winnow.onnx.NetworkException} whose message is one sentence that names node and
 * operator. Or they are built, node by node, with a {@link dev.winnow.onnx.NetworkBuilder}.
 *
 * <p>Shapes are what ONNX Runtime infers of a copy of the graph without its large weights, so that
 * they cost milliseconds and need no second opinion on sixty operators. From them follow the {@link
 * dev.winnow.onnx.Cut}s, in one sweep, and the {@link dev.winnow.onnx.Cost} on either side. What
 * flows out is the two {@link dev.winnow.onnx.SplitNetwork} of a split, with a reduction between
 * them if one was learnt, again plain ONNX, and the numbers that a {@code Session} computes,
 * straight into the memory of the caller's tensors.
 *
 * <p>Of an extractor made by somebody else, a network says what its operators alone settle: whether
 * it makes the same of the same, where its output surely lies, and what stands behind the tensor
 * where it is said to have been cut.
 *
 * <p>Hostile graphs are kept from reading foreign files, from ending the process and from garbling
 * messages; they may still ask for more memory or time than there is.
 */
@NullMarked
package dev.winnow.onnx;

import org.jspecify.annotations.NullMarked;
