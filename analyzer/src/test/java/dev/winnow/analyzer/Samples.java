package dev.winnow.analyzer;

import dev.winnow.analyzer.metrics.Metrics;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A small analyzer whose answers can be worked out on paper. */
final class Samples {
  static final List<String> LABELS = List.of("cat", "dog");
  static final Map<String, List<String>> NAMES = Map.of("probability", LABELS);

  /** Two features that say cat with a certainty of 1 : e. */
  static final float[] DOG = {0, 1};

  /** What the analyzer answers to {@link #DOG}: softmax(0, 1). */
  static final float[] DOG_ANSWER = {0.26894143f, 0.7310586f};

  private Samples() {}

  /** The network {@code probability = softmax(feature)}, of two features. */
  static Network network() {
    NetworkBuilder builder = NetworkBuilder.named("pets");
    String x = builder.input("feature", Shape.of(2));
    Tensor same = Tensor.of(Shape.of(2, 2), 1, 0, 0, 1);
    x = builder.gemm("logits", x, same, Tensor.of(Shape.of(2), 0, 0));
    return builder.output(builder.softmax("probability", x)).build();
  }

  /** A repository with that analyzer as version 1 of {@code pets}. */
  static ModelRepository repository(Path folder) {
    ModelRepository.write(folder, "pets", "1", network(), NAMES);
    return ModelRepository.open(folder);
  }

  /** A server of that repository on a free port. */
  static AnalyzerServer server(Path folder) {
    return AnalyzerServer.start(repository(folder), options());
  }

  /** Why the only model of a repository cannot be served. */
  static String reason(ModelRepository repository) {
    ModelControl later = ModelControl.poll(Duration.ofDays(1));
    try (ModelRegistry models =
        ModelRegistry.load(repository, options().withControl(later), new Metrics())) {
      return models.index().get(0).reason();
    }
  }

  static ServerOptions options() {
    return ServerOptions.onPort(0).withHost("127.0.0.1").withThreads(1);
  }
}
