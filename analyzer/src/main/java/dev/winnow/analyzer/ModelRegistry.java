package dev.winnow.analyzer;

import dev.winnow.analyzer.metrics.Metrics;
import dev.winnow.core.concurrent.DaemonThreads;
import dev.winnow.core.concurrent.Uninterruptibles;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.ModelMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that a server serves, which may change while it does: a request is answered by the
 * version that it was given to, which is closed when the last of its requests is answered. Whoever
 * loads this closes it, and every model with it.
 */
final class ModelRegistry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelRegistry.class);

  private final ModelRepository repository;
  private final ModelLoader loader;

  /** Closes models that are served no more; not on their own threads, for which it waits. */
  private final ExecutorService closing;

  /**
   * By name; a model's versions from the oldest to the one that answers unless told otherwise.
   * Replaced as a whole.
   */
  private volatile Map<String, List<ServedModel>> models = new TreeMap<>();

  /** What became of each model, by name; replaced as a whole. */
  private volatile Map<String, List<IndexEntry>> index = new TreeMap<>();

  /** Those that are not closed yet, though they may be served no more. */
  private final Set<ServedModel> open = ConcurrentHashMap.newKeySet();

  /** How the models looked the last time; a copy that still grows looks different each time. */
  private Map<String, String> looks = new HashMap<>();

  private ModelRegistry(ModelRepository repository, ServerOptions options, Metrics metrics) {
    this.repository = repository;
    this.loader = new ModelLoader(repository, options, metrics);
    this.closing = Executors.newSingleThreadExecutor(new DaemonThreads("winnow-unloading"));
  }

  /**
   * Opens what a repository holds, as the options' control says. What cannot be opened is reported,
   * and the others are served.
   *
   * @throws MalformedRepositoryException if there is nothing to serve and nothing can come later
   */
  static ModelRegistry load(ModelRepository repository, ServerOptions options, Metrics metrics) {
    ModelRegistry registry = new ModelRegistry(repository, options, metrics);
    ModelControl control = options.control();
    if (!control.onRequest()) {
      registry.refresh(repository.scan());
    }
    control.first().forEach(registry::loadOrReport);
    if (control.equals(ModelControl.none()) && registry.models.isEmpty()) {
      registry.close();
      throw repository.nothingToServe(
          registry.index.values().stream().flatMap(List::stream).toList());
    }
    return registry;
  }

  /** Takes over what has changed in the repository, unless it is still changing. */
  synchronized void poll() {
    try {
      List<RepositoryEntry> entries = repository.scan();
      Map<String, String> now = new HashMap<>();
      List<RepositoryEntry> settled = new ArrayList<>();
      for (RepositoryEntry entry : entries) {
        String look = entry.model().map(StoredModel::look).orElse(entry.reason());
        now.put(entry.name(), look);
        if (look.equals(looks.get(entry.name()))) {
          settled.add(entry);
        }
      }
      looks = now;
      refresh(settled);
      models.keySet().stream().filter(name -> !now.containsKey(name)).toList().forEach(this::drop);
    } catch (RuntimeException e) {
      LOG.warn("the repository cannot be looked at; what is served stays: {}", loader.reason(e));
    }
  }

  /**
   * Loads a model, or what is new of it.
   *
   * @throws RefusedOperationException if it cannot be, with the reason; what was served of it stays
   */
  synchronized void load(String name) {
    RepositoryEntry entry =
        repository.scan().stream()
            .filter(found -> found.name().equals(name))
            .findFirst()
            .orElseThrow(
                () -> new UnknownModelException("the repository holds no model of that name"));
    loader.retry();
    update(entry);
    for (IndexEntry version : index.getOrDefault(name, List.of())) {
      if (!version.reason().isEmpty()) {
        throw new RefusedOperationException(
            "the model \"%s\" cannot be loaded: %s".formatted(name, version.reason()));
      }
    }
  }

  /** Stops serving a model; requests that it has are answered. */
  synchronized void unload(String name) {
    if (!models.containsKey(name)) {
      throw UnknownModelException.model();
    }
    drop(name);
  }

  /** The names of the models that are served, in order. */
  List<String> names() {
    return List.copyOf(models.keySet());
  }

  /** What became of each version of each model, whether it is served or not. */
  List<IndexEntry> index() {
    return index.values().stream().flatMap(List::stream).toList();
  }

  /**
   * What a model says about itself.
   *
   * @param version empty for the highest
   * @throws UnknownModelException if there is no such model or version
   */
  ModelMetadata metadata(String name, Optional<String> version) {
    ServedModel model = find(name, version);
    return model.metadata(
        models.getOrDefault(name, List.of(model)).stream().map(ServedModel::version).toList());
  }

  /**
   * Answers a request.
   *
   * @param request whose tensors must stay as they are until the answer is there
   * @param abandoned completed when nobody waits for the answer any more
   * @throws UnknownModelException if there is no such model or version
   * @throws dev.winnow.wire.WireException if the request asks what the model cannot answer
   * @throws OverloadedException if too many requests wait already
   */
  CompletableFuture<InferenceResponse> answer(
      String name,
      Optional<String> version,
      InferenceRequest request,
      CompletableFuture<?> abandoned) {
    ServedModel model = find(name, version);
    while (!model.enter()) {
      // It has just been replaced.
      model = find(name, version);
    }
    ServedModel entered = model;
    try {
      return entered.answer(request, abandoned).whenComplete((response, thrown) -> entered.leave());
    } catch (RuntimeException e) {
      entered.leave();
      throw e;
    }
  }

  /**
   * Finds a model.
   *
   * @param version empty for the highest
   * @throws UnknownModelException if there is no such model or version
   */
  ServedModel find(String name, Optional<String> version) {
    List<ServedModel> versions = models.get(name);
    if (versions == null) {
      throw UnknownModelException.model();
    }
    if (version.isEmpty()) {
      return versions.get(versions.size() - 1);
    }
    return versions.stream()
        .filter(model -> model.version().equals(version.get()))
        .findFirst()
        .orElseThrow(() -> UnknownModelException.version(name));
  }

  /** Refuses what waits, and closes all models when what runs has run. */
  @Override
  public synchronized void close() {
    models = Map.of();
    open.forEach(ServedModel::close);
    closing.shutdown();
    Uninterruptibles.run(() -> closing.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS));
  }

  private synchronized void refresh(List<RepositoryEntry> entries) {
    entries.forEach(this::update);
  }

  private void loadOrReport(String name) {
    try {
      load(name);
    } catch (UnknownModelException | RefusedOperationException e) {
      LOG.warn("the model {} is not loaded: {}", name, e.getMessage());
    }
  }

  private void update(RepositoryEntry entry) {
    List<ServedModel> before = models.getOrDefault(entry.name(), List.of());
    if (entry.model().isEmpty()) {
      IndexEntry broken =
          before.isEmpty()
              ? IndexEntry.unavailable(entry.name(), "", entry.reason())
              : IndexEntry.ready(
                  entry.name(),
                  before.get(before.size() - 1).version(),
                  "served as it was before: " + entry.reason());
      if (!List.of(broken).equals(index.get(entry.name()))) {
        LOG.warn("{} is no model that can be served: {}", entry.name(), entry.reason());
      }
      put(entry.name(), before, List.of(broken));
      return;
    }
    ModelLoader.Loaded loaded = loader.load(entry.model().get(), before);
    put(entry.name(), loaded.versions(), loaded.index());
    before.stream().filter(model -> !loaded.versions().contains(model)).forEach(this::retire);
  }

  private void drop(String name) {
    List<ServedModel> before = models.getOrDefault(name, List.of());
    put(name, List.of(), List.of());
    before.forEach(this::retire);
  }

  private void retire(ServedModel model) {
    LOG.info("model {} version {} is served no more", model.name(), model.version());
    model.retire(
        close ->
            closing.execute(
                () -> {
                  close.run();
                  open.remove(model);
                }));
  }

  private void put(String name, List<ServedModel> versions, List<IndexEntry> entries) {
    open.addAll(versions);
    models = with(models, name, versions);
    index = with(index, name, entries);
  }

  private static <T> Map<String, List<T>> with(
      Map<String, List<T>> map, String name, List<T> values) {
    Map<String, List<T>> other = new TreeMap<>(map);
    other.put(name, values);
    if (values.isEmpty()) {
      other.remove(name);
    }
    return other;
  }
}
