package dev.winnow.edge.command;

import dev.winnow.edge.status.NodeStatus;
import dev.winnow.edge.status.StatusPage;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Status pages that several runs of one process show themselves on: each is open as long as any
 * does.
 */
final class SharedPages {
  private final Map<Integer, Shared> open = new HashMap<>();

  private static final class Shared {
    final NodeStatus status;
    final StatusPage page;
    int users;

    Shared(NodeStatus status, StatusPage page) {
      this.status = status;
      this.page = page;
    }
  }

  /**
   * The use of a page, or of none, which ends when this is closed.
   *
   * @param status that a run counts with
   * @param address of the page
   * @param end of the use
   */
  record Lease(NodeStatus status, Optional<String> address, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }

  /** Counts, and shows nothing. */
  static Lease none() {
    return new Lease(new NodeStatus(InstantSource.system()), Optional.empty(), () -> {});
  }

  /**
   * The page on a port.
   *
   * @throws java.io.UncheckedIOException if the port is taken by another process
   */
  synchronized Lease lease(int port) {
    Shared shared = open.computeIfAbsent(port, SharedPages::opened);
    shared.users++;
    return new Lease(shared.status, Optional.of(shared.page.address()), () -> release(port));
  }

  private static Shared opened(int port) {
    NodeStatus status = new NodeStatus(InstantSource.system());
    return new Shared(status, StatusPage.open(port, status));
  }

  private synchronized void release(int port) {
    open.computeIfPresent(
        port,
        (number, shared) -> {
          shared.users--;
          if (shared.users > 0) {
            return shared;
          }
          shared.page.close();
          return null;
        });
  }
}
