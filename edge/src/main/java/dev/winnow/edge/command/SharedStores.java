package dev.winnow.edge.command;

import dev.winnow.edge.outbox.NodeStore;
import java.nio.file.Path;

/** Databases that several runs of one process keep things in. */
final class SharedStores {
  private final SharedResources<Path, NodeStore> stores =
      new SharedResources<>(NodeStore::open, NodeStore::close);

  /**
   * The database in a folder.
   *
   * @throws dev.winnow.edge.outbox.UnusableStoreException as {@link NodeStore#open} does
   */
  SharedResources.Lease<NodeStore> lease(Path folder) {
    return stores.lease(folder.toAbsolutePath().normalize());
  }
}
