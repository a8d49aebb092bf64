/**
 * What a node does, for whoever lives with it and for machines that watch it.
 *
 * <p>A {@link dev.winnow.edge.status.NodeStatus} counts what passes: captures, answers, requests
 * and how analyzers fare; it sees no capture, no feature and no answer. A {@link
 * dev.winnow.edge.status.StatusPage} shows that on this machine: a page that follows it ({@code
 * /}), counts in Prometheus' text format ({@code /metrics}) and whether the node works ({@code
 * /health}).
 */
@NullMarked
package dev.winnow.edge.status;

import org.jspecify.annotations.NullMarked;
