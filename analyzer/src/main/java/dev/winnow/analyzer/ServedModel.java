package dev.winnow.analyzer;

import dev.winnow.analyzer.Metrics.ModelMetrics;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.ModelMetadata;
import dev.winnow.wire.NamedTensor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One version of a model, ready to answer. Whoever opens it closes it, or retires it, which closes
 * it when nobody uses it any more.
 */
final class ServedModel implements AutoCloseable {
  private final String name;
  private final String version;
  private final String fingerprint;
  private final RequestCheck check;
  private final Backend backend;
  private final ModelMetrics metrics;

  // These three are guarded by this.
  private int users;
  private @Nullable Executor retired;
  private boolean closed;

  private ServedModel(
      String name, String version, String fingerprint, Backend backend, ModelMetrics metrics) {
    this.name = name;
    this.version = version;
    this.fingerprint = fingerprint;
    this.check = new RequestCheck(backend.terms());
    this.backend = backend;
    this.metrics = metrics;
  }

  /**
   * Opens the backend of a version.
   *
   * @param fingerprint of its files
   * @throws MalformedRepositoryException if what it answers is not as the configuration says
   * @throws dev.winnow.onnx.NetworkException if there is no network that can be run
   */
  static ServedModel open(
      StoredModel stored,
      StoredModel.Version version,
      String fingerprint,
      ServerOptions options,
      Metrics metrics) {
    StoredFiles.require(version.file());
    String number = String.valueOf(version.number());
    ModelMetrics counted = metrics.of(stored.name(), number);
    Workload load = new Workload(options.threads(), options.waiting(), counted::ran);
    Backend backend = stored.backend().open(stored.files(version), load);
    try {
      ModelConfigValidator.require(version.file(), stored.config(), backend.terms());
      return new ServedModel(stored.name(), number, fingerprint, backend, counted);
    } catch (RuntimeException e) {
      backend.close();
      throw e;
    }
  }

  /**
   * What the model says about itself.
   *
   * @param versions of it that are served
   */
  ModelMetadata metadata(List<String> versions) {
    BackendTerms terms = backend.terms();
    return new ModelMetadata(name, versions, terms.platform(), terms.inputs(), terms.outputs());
  }

  /** Which model this is of. */
  String name() {
    return name;
  }

  /** What its files were when it was opened. */
  String fingerprint() {
    return fingerprint;
  }

  /** Which version this is. */
  String version() {
    return version;
  }

  /**
   * Answers a request.
   *
   * @param request whose tensors must stay as they are until the answer is there
   * @throws dev.winnow.wire.WireException if the request asks what the model cannot answer
   * @throws OverloadedException if too many requests wait already
   */
  CompletableFuture<InferenceResponse> answer(InferenceRequest request) {
    long start = System.nanoTime();
    RequestCheck.Rows rows = check.check(request);
    return backend
        .answer(rows.inputs(), rows.count())
        .thenApply(
            outputs -> {
              metrics.answered(rows.count(), System.nanoTime() - start);
              return response(request, outputs);
            });
  }

  /** Keeps it open until {@link #leave}; refused once it is retired. */
  synchronized boolean enter() {
    if (retired != null) {
      return false;
    }
    users++;
    return true;
  }

  /** One who entered needs it no more. */
  synchronized void leave() {
    users--;
    if (users == 0 && retired != null && !closed) {
      retired.execute(this::close);
    }
  }

  /** Lets nobody enter any more, and has the backend closed when all have left. */
  synchronized void retire(Executor closing) {
    retired = closing;
    if (users == 0) {
      closing.execute(this::close);
    }
  }

  /** Closes the backend now: what waits is refused, what runs is waited for. */
  @Override
  public void close() {
    synchronized (this) {
      retired = retired == null ? Runnable::run : retired;
      closed = true;
    }
    backend.close();
  }

  private InferenceResponse response(InferenceRequest request, List<NamedTensor> outputs) {
    List<NamedTensor> wanted =
        request.outputs().isEmpty()
            ? outputs
            : outputs.stream().filter(output -> isWanted(request, output.name())).toList();
    return new InferenceResponse(Optional.of(name), Optional.of(version), request.id(), wanted);
  }

  private static boolean isWanted(InferenceRequest request, String output) {
    return request.outputs().stream().anyMatch(wanted -> wanted.name().equals(output));
  }
}
