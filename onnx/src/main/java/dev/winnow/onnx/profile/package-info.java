/**
 * Where the time of a network goes on this machine. ONNX Runtime's own profile says how long each
 * operator of the optimised graph takes; here its records are brought back to the nodes of the
 * network as it is in its file ({@link dev.winnow.onnx.profile.KernelTimes}), and a node's work is
 * said in numbers by which another machine can be priced ({@link dev.winnow.onnx.profile.NodeWork}:
 * multiply-accumulates, floats moved, by kind of operator).
 *
 * <p>In flow networks; out flow milliseconds per node and per stretch between cuts.
 */
@NullMarked
package dev.winnow.onnx.profile;

import org.jspecify.annotations.NullMarked;
