package dev.winnow.edge.command;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Resources that several runs of one process use: each is open once, and as long as any uses it.
 *
 * @param <K> what tells them apart
 */
final class SharedResources<K, R> {
  private final Function<K, R> opening;
  private final Consumer<R> closing;
  private final Map<K, Shared<R>> open = new HashMap<>();

  private static final class Shared<R> {
    final R resource;
    int users;

    Shared(R resource) {
      this.resource = resource;
    }
  }

  /** The use of a resource, which ends when this is closed. */
  record Lease<R>(R resource, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }

  SharedResources(Function<K, R> opening, Consumer<R> closing) {
    this.opening = opening;
    this.closing = closing;
  }

  /**
   * The resource of a key, opened if nobody uses it yet.
   *
   * @throws RuntimeException if it cannot be opened
   */
  synchronized Lease<R> lease(K key) {
    Shared<R> shared = open.computeIfAbsent(key, missing -> new Shared<>(opening.apply(missing)));
    shared.users++;
    return new Lease<>(shared.resource, () -> release(key));
  }

  private synchronized void release(K key) {
    open.computeIfPresent(
        key,
        (same, shared) -> {
          shared.users--;
          if (shared.users > 0) {
            return shared;
          }
          closing.accept(shared.resource);
          return null;
        });
  }
}
