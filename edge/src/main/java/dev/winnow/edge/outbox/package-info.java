/**
 * What a node keeps on disk between a capture and its answer, so that nothing is lost and nothing
 * is asked twice: one SQLite database, {@code node.db}, in a folder of its owner.
 *
 * <p>A <em>capture</em> is held in memory by whoever decodes it and never comes here; what comes is
 * a digest of its name and bytes, by which a later run knows it again. Its <em>feature</em>,
 * clamped and randomised, is stored in one transaction with that digest: from then on the capture
 * is acknowledged, and is neither extracted nor randomised again. The feature is given out to be
 * sent, as often as that takes, and its <em>answer</em> takes its place in the transaction in which
 * it comes. Answers leave for the sink in the order of their source, and the row is removed once
 * the sink has them on disk, in the transaction that keeps how long the file was then; what a file
 * holds beyond that length was written by a node that died, and is written anew. So a feature
 * leaves at least once, and an answer arrives in the file exactly once; a pipe, which tells nobody
 * what its reader got, may get the last ones twice, each with its number.
 *
 * <p>The <em>ledger</em> in the same database has a line for every request, written before its
 * first byte leaves, in the transaction that marks its features as told. A line whose request
 * nobody saw the end of stays open: that much may have left.
 *
 * <p>Whoever opens a {@link dev.winnow.edge.outbox.NodeStore} closes it; one process at a time
 * writes, others may read the ledger. All is written with synchronous=FULL: what was committed
 * outlives a power cut. A transaction that the disk has no room for is undone, and the run ends; no
 * acknowledged capture is in it.
 */
@NullMarked
package dev.winnow.edge.outbox;

import org.jspecify.annotations.NullMarked;
