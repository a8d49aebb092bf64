package dev.winnow.edge;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Takes off what {@link CompletableFuture} wraps around failures. */
final class Futures {
  private Futures() {}

  /**
   * Waits for a result.
   *
   * @throws RuntimeException what the future failed with, itself
   */
  static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (cause(e) instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** What went wrong, without its wrappings. */
  static Throwable cause(Throwable failure) {
    Throwable inner = failure.getCause();
    return failure instanceof CompletionException && inner != null ? cause(inner) : failure;
  }
}
