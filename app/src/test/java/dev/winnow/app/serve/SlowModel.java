package dev.winnow.app.serve;

import dev.winnow.analyzer.ModelRepository;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.Message;
import dev.winnow.wire.NamedTensor;
import java.nio.file.Path;
import java.util.Map;

/** A model that takes some 20 ms for a request, so that requests wait for it. */
final class SlowModel {
  static final String INFER = "/v2/models/slow/infer";
  private static final int WIDTH = 2048;
  private static final int ROWS = 16;

  private SlowModel() {}

  static void write(Path repository) {
    NetworkBuilder network = NetworkBuilder.named("slow");
    String x = network.input("feature", Shape.of(WIDTH));
    Tensor weights = Tensor.allocate(Shape.of(WIDTH, WIDTH));
    for (int i = 0; i < 2; i++) {
      x = network.gemm("layer" + i, x, weights, Tensor.allocate(Shape.of(WIDTH)));
    }
    ModelRepository.write(
        repository, "slow", "1", network.output(network.softmax("out", x)).build(), Map.of());
  }

  static Message question() {
    return InferenceRequest.of(
            new NamedTensor("feature", Tensor.allocate(Shape.of(ROWS, WIDTH))), "out")
        .encode();
  }
}
