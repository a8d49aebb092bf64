package dev.winnow.analyzer;

import dev.winnow.analyzer.Metrics.ModelMetrics;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.TensorSpec;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.ModelMetadata;
import dev.winnow.wire.NamedTensor;
import dev.winnow.wire.TensorMetadata;
import inference.repository.ModelConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One version of a model, ready to answer. Whoever opens it closes it, and its session with it. */
final class ServedModel implements AutoCloseable {
  private final ModelMetadata metadata;
  private final String version;
  private final RequestCheck check;
  private final Batcher batcher;
  private final ModelMetrics metrics;

  private ServedModel(
      ModelMetadata metadata,
      String version,
      RequestCheck check,
      Batcher batcher,
      ModelMetrics metrics) {
    this.metadata = metadata;
    this.version = version;
    this.check = check;
    this.batcher = batcher;
    this.metrics = metrics;
  }

  /**
   * Reads a version's network and opens a session on it.
   *
   * @throws MalformedRepositoryException if the network is not as the configuration says
   * @throws dev.winnow.onnx.NetworkException if it is no network that can be run
   */
  static ServedModel open(
      StoredModel stored, StoredModel.Version version, ServerOptions options, Metrics metrics) {
    Network network = Network.read(version.file());
    ModelConfig config =
        stored.config().equals(ModelConfig.getDefaultInstance())
            ? ModelConfigs.describing(stored.name(), network, Map.of())
            : stored.config();
    ModelConfigValidator.require(version.file(), config, stored.labels(), network);
    boolean together = config.getMaxBatchSize() > 0 && config.hasDynamicBatching();
    int most = config.getMaxBatchSize() > 0 ? config.getMaxBatchSize() : Integer.MAX_VALUE;
    ModelMetrics counted = metrics.of(stored.name(), String.valueOf(version.number()));
    return new ServedModel(
        metadata(stored, network),
        String.valueOf(version.number()),
        new RequestCheck(network.inputs(), network.outputs(), most),
        new Batcher(
            stored.name(),
            Session.open(network, 1),
            options.threads(),
            together ? most : 1,
            options.waiting(),
            counted::ran),
        counted);
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
    return batcher
        .run(rows.inputs(), rows.count())
        .thenApply(
            outputs -> {
              metrics.answered(rows.count(), System.nanoTime() - start);
              return response(request, outputs);
            });
  }

  @Override
  public void close() {
    batcher.close();
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

  private static ModelMetadata metadata(StoredModel stored, Network network) {
    return new ModelMetadata(
        stored.name(),
        stored.versions().stream().map(version -> String.valueOf(version.number())).toList(),
        ModelConfigs.PLATFORM,
        network.inputs().stream().map(input -> metadata(input, List.of())).toList(),
        network.outputs().stream()
            .map(output -> metadata(output, stored.labels().getOrDefault(output.name(), List.of())))
            .toList());
  }

  private static TensorMetadata metadata(TensorSpec port, List<String> labels) {
    return new TensorMetadata(port.name(), Datatype.FP32, ModelConfigs.shape(port), labels);
  }
}
