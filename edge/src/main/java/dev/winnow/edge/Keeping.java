package dev.winnow.edge;

import dev.winnow.edge.outbox.NodeStore;
import dev.winnow.edge.outbox.OutboxLimits;
import java.util.OptionalDouble;

/**
 * That a node keeps on disk what it is about to send, and what it sent.
 *
 * @param store which its owner closes, after the node
 * @param limits of what waits there
 * @param sourceBudget bits that the node may tell in a day of one source, positive; empty if its
 *     owner has set no such limit
 */
public record Keeping(NodeStore store, OutboxLimits limits, OptionalDouble sourceBudget) {
  /**
   * @throws IllegalArgumentException if the budget is not above 0
   */
  public Keeping {
    EdgeOptions.require(
        sourceBudget.isEmpty()
            || (sourceBudget.getAsDouble() > 0 && Double.isFinite(sourceBudget.getAsDouble())),
        "a source's budget must be a number of bits above 0");
  }
}
