package dev.winnow.interop;

import dev.winnow.analyzer.AnalyzerServer;
import dev.winnow.analyzer.ModelRepository;
import dev.winnow.analyzer.ServerOptions;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.NetworkBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A server of the model {@code pets}, version 1: the softmax of two features, for cat and dog. To
 * the feature (0, 1) it answers 0.26894143 and 0.7310586.
 */
final class PetServer {
  private PetServer() {}

  static AnalyzerServer start(Path folder) {
    NetworkBuilder builder = NetworkBuilder.named("pets");
    String x = builder.input("feature", Shape.of(2));
    Tensor same = Tensor.of(Shape.of(2, 2), 1, 0, 0, 1);
    x = builder.gemm("logits", x, same, Tensor.of(Shape.of(2), 0, 0));
    builder.output(builder.softmax("probability", x));
    ModelRepository.write(
        folder, "pets", "1", builder.build(), Map.of("probability", List.of("cat", "dog")));
    return AnalyzerServer.start(
        ModelRepository.open(folder), ServerOptions.onPort(0).withHost("127.0.0.1").withThreads(1));
  }
}
