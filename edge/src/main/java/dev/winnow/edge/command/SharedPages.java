package dev.winnow.edge.command;

import dev.winnow.edge.status.NodeStatus;
import dev.winnow.edge.status.StatusPage;
import java.time.InstantSource;
import java.util.Optional;

/** Status pages that several runs of one process show themselves on. */
final class SharedPages {
  private final SharedResources<Integer, Shown> pages =
      new SharedResources<>(Shown::on, shown -> shown.page.close());

  private record Shown(NodeStatus status, StatusPage page) {
    static Shown on(int port) {
      NodeStatus status = new NodeStatus(InstantSource.system());
      return new Shown(status, StatusPage.open(port, status));
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
  Lease lease(int port) {
    var shown = pages.lease(port);
    StatusPage page = shown.resource().page;
    return new Lease(shown.resource().status, Optional.of(page.address()), shown.end());
  }
}
