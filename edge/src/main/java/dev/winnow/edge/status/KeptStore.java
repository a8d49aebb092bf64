package dev.winnow.edge.status;

import dev.winnow.edge.outbox.LedgerTotals;
import dev.winnow.edge.outbox.NodeStore;
import dev.winnow.edge.outbox.OutboxFill;
import dev.winnow.edge.outbox.OutboxLimits;
import dev.winnow.edge.outbox.UnusableStoreException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** What is on disk, as it was seen last. For one thread. */
final class KeptStore {
  private final Path folder;
  private final NodeStore store;
  private final OutboxLimits limits;
  private final LedgerTotals ledger;
  private LedgerTotals.Totals totals;
  private OutboxFill fill;

  /**
   * @param folder of the store
   */
  KeptStore(Path folder, NodeStore store, OutboxLimits limits, InstantSource clock) {
    this.folder = folder;
    this.store = store;
    this.limits = limits;
    this.ledger = LedgerTotals.of(store, clock);
    this.totals = ledger.totals();
    this.fill = OutboxFill.of(store, limits);
  }

  Path folder() {
    return folder;
  }

  boolean isOf(NodeStore other) {
    return store.equals(other);
  }

  /** Looks again; says why if nothing can be read. */
  Optional<String> look() {
    try {
      totals = ledger.totals();
      fill = OutboxFill.of(store, limits);
      return Optional.empty();
    } catch (UnusableStoreException e) {
      return Optional.of(e.getMessage());
    }
  }

  LedgerTotals.Totals totals() {
    return totals;
  }

  OutboxFill fill() {
    return fill;
  }
}
