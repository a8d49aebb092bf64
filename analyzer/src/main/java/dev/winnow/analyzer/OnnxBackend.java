package dev.winnow.analyzer;

import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.TensorSpec;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.NamedTensor;
import dev.winnow.wire.TensorMetadata;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs an ONNX network of numbers. Closing it closes the session. */
final class OnnxBackend implements Backend {
  private final BackendTerms terms;
  private final Batcher batcher;

  private OnnxBackend(BackendTerms terms, Batcher batcher) {
    this.terms = terms;
    this.batcher = batcher;
  }

  /** For models that ask for ONNX Runtime, or for nothing. */
  static BackendFactory factory() {
    return new BackendFactory() {
      @Override
      public String word() {
        return ModelConfigs.BACKEND;
      }

      @Override
      public Backend open(ModelFiles files, Workload load) {
        return OnnxBackend.open(files, load);
      }
    };
  }

  private static OnnxBackend open(ModelFiles files, Workload load) {
    Network network = Network.read(files.network());
    ModelConfigValidator.requireLabels(files, network);
    ModelFiles.Rows rows = files.rows().orElseGet(() -> ModelConfigs.rows(network));
    int most = rows.most() > 0 ? rows.most() : Integer.MAX_VALUE;
    return new OnnxBackend(
        terms(files, network, most),
        new Batcher(files.name(), Session.open(network, 1), load, rows));
  }

  @Override
  public BackendTerms terms() {
    return terms;
  }

  @Override
  public CompletableFuture<List<NamedTensor>> answer(List<NamedTensor> inputs, int rows) {
    return batcher.run(inputs.stream().map(NamedTensor::tensor).toList(), rows);
  }

  @Override
  public void close() {
    batcher.close();
  }

  private static BackendTerms terms(ModelFiles files, Network network, int mostRows) {
    return new BackendTerms(
        ModelConfigs.PLATFORM,
        network.inputs().stream().map(input -> metadata(input, List.of())).toList(),
        network.outputs().stream()
            .map(output -> metadata(output, files.labels().getOrDefault(output.name(), List.of())))
            .toList(),
        mostRows);
  }

  private static TensorMetadata metadata(TensorSpec port, List<String> labels) {
    return new TensorMetadata(port.name(), Datatype.FP32, ModelConfigs.shape(port), labels);
  }
}
