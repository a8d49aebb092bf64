package dev.winnow.analyzer;

import dev.winnow.core.concurrent.DaemonThreads;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Triton's repository API, whatever carries it, and the look at the repository that stands in for
 * it where nobody asks. Models are loaded one after the other on a thread of its own. Whoever opens
 * it closes it.
 */
final class RepositoryApi implements AutoCloseable {
  private final ModelRegistry models;
  private final boolean onRequest;
  private final ScheduledExecutorService loading;

  private RepositoryApi(ModelRegistry models, boolean onRequest) {
    this.models = models;
    this.onRequest = onRequest;
    this.loading = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("winnow-loading"));
  }

  /** Opens it, and begins to look at the repository if that is asked for. */
  static RepositoryApi open(ModelRegistry models, ModelControl control) {
    RepositoryApi api = new RepositoryApi(models, control.onRequest());
    if (control.poll().isPresent()) {
      long every = control.poll().get().toMillis();
      var unused =
          api.loading.scheduleWithFixedDelay(models::poll, every, every, TimeUnit.MILLISECONDS);
    }
    return api;
  }

  /**
   * What became of the models of the repository.
   *
   * @param readyOnly whether to leave out those that are not served
   */
  List<IndexEntry> index(boolean readyOnly) {
    return models.index().stream().filter(entry -> !readyOnly || entry.isReady()).toList();
  }

  /** Loads a model, or what is new of it. */
  CompletableFuture<Void> load(String model) {
    return change(() -> models.load(model));
  }

  /** Stops serving a model. */
  CompletableFuture<Void> unload(String model) {
    return change(() -> models.unload(model));
  }

  @Override
  public void close() {
    loading.shutdownNow();
  }

  private CompletableFuture<Void> change(Runnable change) {
    if (!onRequest) {
      throw new RefusedOperationException(
          "this server loads no models on request; start it with --model-control explicit");
    }
    return CompletableFuture.runAsync(change, loading);
  }
}
