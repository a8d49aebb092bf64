/**
 * The edge node: captures flow in, answers flow out, and all that crosses the network in between
 * are intermediate features.
 *
 * <p>Captures come as a {@link dev.winnow.data.CaptureStream}, which may have no end; a {@link
 * dev.winnow.edge.source.Source} opens one of files. The module of their modality decodes and
 * prepares them, several at a time, into the rows of a batch. The {@link dev.winnow.edge.EdgeNode}
 * takes one batch at a time to the extractor, which reads it in place and writes features into a
 * window; then the batch is given back, and the next captures overwrite it. A full window is sent
 * in an order that has nothing to do with the source's while the other one is filled: that bounds
 * the memory, and a slow analyzer slows the source down. Where captures come as something happens,
 * a window is not waited full for longer than a few seconds. Answers are delivered in the order of
 * the captures.
 *
 * <p>An extractor runs if an {@link dev.winnow.edge.Admission} lets it: a certificate by somebody
 * whom the node's owner trusts, which is looked at before anything is opened and again before every
 * batch is sent, or the owner's word. Every answer names what covered it. A package older than one
 * of its name that the node has run is refused either way.
 *
 * <p>If the package names a mechanism, the extractor applies it, clamp and noise, before anything
 * else sees the features ({@link dev.winnow.noise.LocalRandomizer}); there is no way around it. The
 * node's key, and the account of what was told, stay in a folder of the node's owner.
 *
 * <p>A recurrent extractor goes on from chunk to chunk of a source ({@link
 * dev.winnow.edge.SourceStates}): what it remembers stays here and is never sent, but each feature
 * may tell of the chunks before it too, within what the mechanism lets one answer tell.
 *
 * <p>One class opens connections, and the one that feeds it takes nothing but features, which only
 * the extractor can make. Before the first feature leaves, the package has been found whole ({@link
 * dev.winnow.core.ExtractorPackage}), its network has been compared with its manifest, and the
 * server has said that its model takes just this feature. Redirects are not followed. No path, name
 * or time of a capture is sent. No message of this module holds a pixel, a feature, a probability
 * or a secret.
 *
 * <p>The node owns what it opened, the ONNX Runtime session and the client, and closes it when it
 * is closed. It knows nothing of the analyzer but the protocol.
 */
@NullMarked
package dev.winnow.edge;

import org.jspecify.annotations.NullMarked;
