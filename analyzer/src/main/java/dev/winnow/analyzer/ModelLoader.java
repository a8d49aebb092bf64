package dev.winnow.analyzer;

import dev.winnow.analyzer.metrics.Metrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the versions of models as they lie in a repository, one model after the other. What cannot
 * be opened is reported and left out; in its place stays what was served before. For one thread at
 * a time.
 */
final class ModelLoader {
  private static final Logger LOG = LoggerFactory.getLogger(ModelLoader.class);

  private final ModelRepository repository;
  private final ServerOptions options;
  private final Metrics metrics;

  /** Why a version could not be opened, by its fingerprint, so that it is tried and said once. */
  private final Map<String, String> failures = new HashMap<>();

  ModelLoader(ModelRepository repository, ServerOptions options, Metrics metrics) {
    this.repository = repository;
    this.options = options;
    this.metrics = metrics;
  }

  /**
   * What came of loading a model.
   *
   * @param versions to serve, oldest first
   * @param index what became of each version that was to be served
   */
  record Loaded(List<ServedModel> versions, List<IndexEntry> index) {}

  /**
   * Opens what is new of a model.
   *
   * @param before what is served of it, oldest first; what stays among the loaded is as it was
   */
  Loaded load(StoredModel model, List<ServedModel> before) {
    List<ServedModel> after = new ArrayList<>();
    List<IndexEntry> index = new ArrayList<>();
    int missing = 0;
    for (StoredModel.Version version : model.versions()) {
      missing += load(model, version, before, after, index) ? 0 : 1;
    }
    // Of "the latest", those are served that can be.
    for (StoredModel.Version version : model.older()) {
      missing -= missing > 0 && load(model, version, before, after, index) ? 1 : 0;
    }
    if (after.isEmpty()) {
      before.forEach(
          kept -> {
            after.add(kept);
            index.add(IndexEntry.ready(model.name(), kept.version(), "no other can be served"));
          });
    }
    after.sort(Comparator.comparingLong(served -> Long.parseLong(served.version())));
    return new Loaded(List.copyOf(after), List.copyOf(index));
  }

  /** Forgets what failed, so that it is tried again. */
  void retry() {
    failures.clear();
  }

  /** What is wrong, without the place of the repository, which is nobody's business. */
  String reason(Throwable failure) {
    return repository.withoutPlace(String.valueOf(failure.getMessage()));
  }

  private boolean load(
      StoredModel model,
      StoredModel.Version version,
      List<ServedModel> before,
      List<ServedModel> after,
      List<IndexEntry> index) {
    String number = String.valueOf(version.number());
    String fingerprint = model.fingerprint(version);
    Optional<ServedModel> served =
        before.stream().filter(loaded -> loaded.version().equals(number)).findFirst();
    if (served.isPresent() && served.get().fingerprint().equals(fingerprint)) {
      after.add(served.get());
      index.add(IndexEntry.ready(model.name(), number, ""));
      return true;
    }
    Optional<String> failure = open(model, version, fingerprint, after);
    if (failure.isEmpty()) {
      index.add(IndexEntry.ready(model.name(), number, ""));
      return true;
    }
    served.ifPresent(after::add);
    index.add(
        served.isPresent()
            ? IndexEntry.ready(model.name(), number, "served as it was before: " + failure.get())
            : IndexEntry.unavailable(model.name(), number, failure.get()));
    return served.isPresent();
  }

  private Optional<String> open(
      StoredModel model, StoredModel.Version version, String fingerprint, List<ServedModel> after) {
    String known = failures.get(fingerprint);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      after.add(ServedModel.open(model, version, fingerprint, options, metrics));
      LOG.info("model {} version {} is served", model.name(), version.number());
      return Optional.empty();
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      // Whatever a stranger's file does to whoever reads it, other models are served.
      String reason = reason(e);
      failures.put(fingerprint, reason);
      LOG.warn("model {} version {} cannot be served: {}", model.name(), version.number(), reason);
      return Optional.of(reason);
    }
  }
}
