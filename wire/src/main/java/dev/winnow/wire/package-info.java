/**
 * The Open Inference Protocol, version 2, over REST with the binary tensor data extension: the one
 * language that edge and analyzer share, and that any other client or server of the protocol
 * speaks.
 *
 * <p>What flows in and out are bytes on one side and values on the other: {@link
 * dev.winnow.wire.InferenceRequest}, {@link dev.winnow.wire.InferenceResponse}, {@link
 * dev.winnow.wire.ServerMetadata}, {@link dev.winnow.wire.ModelMetadata} and {@link
 * dev.winnow.wire.ErrorMessage}. Each encodes itself and is decoded from what somebody sent; there
 * is no HTTP in here. Tensors are not copied on their way out: a {@link dev.winnow.wire.Message} is
 * a small JSON text followed by the tensors' own memory.
 *
 * <p>What is decoded is not trusted. It either becomes a valid value within {@link
 * dev.winnow.wire.Limits} or ends in a {@link dev.winnow.wire.WireException} whose sentence names
 * the field. Fields and parameters that the protocol does not know are ignored, as its schema
 * allows and as Triton does, for clients in the wild send them ({@code model_name} in the
 * protocol's own example). A field given twice is refused, because two readers could understand it
 * differently. {@code null} stands for an absent optional field.
 *
 * <p>Tensors are {@code FP32}, the only type that crosses a cut, or {@code BYTES}, in which a
 * filter's captures travel; every other type is recognised and refused by name. Numbers that JSON
 * cannot hold are the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}, as in the
 * JSON form of protocol buffers.
 */
@NullMarked
package dev.winnow.wire;

import org.jspecify.annotations.NullMarked;
