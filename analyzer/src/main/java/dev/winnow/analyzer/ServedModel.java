package dev.winnow.analyzer;

import dev.winnow.analyzer.Metrics.ModelMetrics;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.ModelMetadata;
import dev.winnow.wire.NamedTensor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One version of a model, ready to answer. Whoever opens it closes it, and its backend with it. */
final class ServedModel implements AutoCloseable {
  private final ModelMetadata metadata;
  private final String version;
  private final RequestCheck check;
  private final Backend backend;
  private final ModelMetrics metrics;

  private ServedModel(
      ModelMetadata metadata, String version, Backend backend, ModelMetrics metrics) {
    this.metadata = metadata;
    this.version = version;
    this.check = new RequestCheck(backend.terms());
    this.backend = backend;
    this.metrics = metrics;
  }

  /**
   * Opens the backend of a version.
   *
   * @throws MalformedRepositoryException if what it answers is not as the configuration says
   * @throws dev.winnow.onnx.NetworkException if there is no network that can be run
   */
  static ServedModel open(
      StoredModel stored, StoredModel.Version version, ServerOptions options, Metrics metrics) {
    String number = String.valueOf(version.number());
    ModelMetrics counted = metrics.of(stored.name(), number);
    Workload load = new Workload(options.threads(), options.waiting(), counted::ran);
    Backend backend = stored.backend().open(stored.files(version), load);
    try {
      ModelConfigValidator.require(version.file(), stored.config(), backend.terms());
      return new ServedModel(metadata(stored, backend.terms()), number, backend, counted);
    } catch (RuntimeException e) {
      backend.close();
      throw e;
    }
  }

  /** What the model says about itself. */
  ModelMetadata metadata() {
    return metadata;
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

  @Override
  public void close() {
    backend.close();
  }

  private InferenceResponse response(InferenceRequest request, List<NamedTensor> outputs) {
    List<NamedTensor> wanted =
        request.outputs().isEmpty()
            ? outputs
            : outputs.stream().filter(output -> isWanted(request, output.name())).toList();
    return new InferenceResponse(
        Optional.of(metadata.name()), Optional.of(version), request.id(), wanted);
  }

  private static boolean isWanted(InferenceRequest request, String output) {
    return request.outputs().stream().anyMatch(wanted -> wanted.name().equals(output));
  }

  private static ModelMetadata metadata(StoredModel stored, BackendTerms terms) {
    return new ModelMetadata(
        stored.name(),
        stored.versions().stream().map(version -> String.valueOf(version.number())).toList(),
        terms.platform(),
        terms.inputs(),
        terms.outputs());
  }
}
