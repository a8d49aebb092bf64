package dev.winnow.edge.command;

import dev.winnow.edge.outbox.NodeStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Databases that several runs of one process use: each is open once, and as long as any does. */
final class SharedStores {
  private final Map<Path, Shared> open = new HashMap<>();

  private static final class Shared {
    final NodeStore store;
    int users;

    Shared(NodeStore store) {
      this.store = store;
    }
  }

  /** The use of a database, which ends when this is closed. */
  final class Lease implements AutoCloseable {
    private final Path folder;
    private final NodeStore store;

    private Lease(Path folder, NodeStore store) {
      this.folder = folder;
      this.store = store;
    }

    NodeStore store() {
      return store;
    }

    @Override
    public void close() {
      release(folder);
    }
  }

  /**
   * The database in a folder.
   *
   * @throws dev.winnow.edge.outbox.UnusableStoreException as {@link NodeStore#open} does
   */
  synchronized Lease lease(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    Shared shared = open.computeIfAbsent(whole, missing -> new Shared(NodeStore.open(missing)));
    shared.users++;
    return new Lease(whole, shared.store);
  }

  private synchronized void release(Path folder) {
    open.computeIfPresent(
        folder,
        (whole, shared) -> {
          shared.users--;
          if (shared.users > 0) {
            return shared;
          }
          shared.store.close();
          return null;
        });
  }
}
