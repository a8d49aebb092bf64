/**
 * Where captures come from: each source is a {@link dev.winnow.data.CaptureStream}, opened by a
 * {@link dev.winnow.edge.source.Source} as its owner named it.
 *
 * <p>Folders and data sets are read as they lie. The others have no end of their own: what comes
 * waits in a {@link dev.winnow.edge.source.CaptureQueue}, in memory only and never much of it,
 * until the run takes it; whoever brought it is told when it has been dealt with, which is when its
 * feature is on disk if the node keeps features, and else when it is extracted. A queue that is
 * full makes those wait that can, and refuses what the others bring. Such a stream ends when it is
 * told to; what had come by then is still handed out.
 *
 * <p>A capture is named by its source and its own name there. No message holds what a capture
 * holds.
 */
@NullMarked
package dev.winnow.edge.source;

import org.jspecify.annotations.NullMarked;
