package dev.winnow.analyzer;

import dev.winnow.analyzer.metrics.Metrics;
import dev.winnow.analyzer.metrics.ModelMetrics;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.ModelMetadata;
import dev.winnow.wire.NamedTensor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private final Optional<Duration> timeout;
  private final ModelMetrics metrics;

  // These three are guarded by this.
  private int users;
  private @Nullable Executor retired;
  private boolean closed;

  private ServedModel(
      StoredModel stored,
      String version,
      String fingerprint,
      Backend backend,
      ModelMetrics metrics) {
    this.name = stored.name();
    this.version = version;
    this.fingerprint = fingerprint;
    this.timeout = stored.timeout();
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
    Workload load = new Workload(options.threads(), options.waiting(), options.longest(), counted);
    Backend backend = stored.backend().open(stored.files(version), load);
    try {
      ModelConfigValidator.require(version.file(), stored.config(), backend.terms());
      return new ServedModel(stored, number, fingerprint, backend, counted);
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
   * @param abandoned completed when nobody waits for the answer any more; then it is not computed,
   *     unless it is being computed already
   * @throws dev.winnow.wire.WireException if the request asks what the model cannot answer
   * @throws OverloadedException if too much waits already
   */
  CompletableFuture<InferenceResponse> answer(
      InferenceRequest request, CompletableFuture<?> abandoned) {
    long start = System.nanoTime();
    RequestCheck.Rows rows = check.check(request);
    CompletableFuture<List<NamedTensor>> outputs;
    try {
      outputs = backend.answer(rows.inputs(), rows.count());
    } catch (OverloadedException e) {
      metrics.failed("REJECTED");
      throw e;
    }
    var leaving = abandoned.thenRun(() -> outputs.cancel(false));
    CompletableFuture<Boolean> late = new CompletableFuture<>();
    request.timeout().or(() -> timeout).ifPresent(limit -> expire(outputs, limit, late));
    return outputs.handle(
        (made, thrown) -> {
          leaving.cancel(false);
          if (made != null) {
            metrics.answered(rows.count(), System.nanoTime() - start);
            return response(request, made);
          }
          boolean expired = late.getNow(false);
          metrics.failed(thrown instanceof CancellationException ? "CANCELED" : "BACKEND");
          throw new CompletionException(expired ? new TimeoutException("waited too long") : thrown);
        });
  }

  /** Takes a request out of the queue when its time is over, and says that this was why. */
  private static void expire(
      CompletableFuture<?> outputs, Duration limit, CompletableFuture<Boolean> late) {
    var timer =
        new CompletableFuture<Void>()
            .completeOnTimeout(null, limit.toNanos(), TimeUnit.NANOSECONDS)
            .thenRun(
                () -> {
                  late.complete(true);
                  outputs.cancel(false);
                });
    var unused = outputs.whenComplete((made, thrown) -> timer.cancel(false));
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
