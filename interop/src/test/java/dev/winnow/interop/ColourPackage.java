package dev.winnow.interop;

import dev.winnow.analyzer.AnalyzerServer;
import dev.winnow.analyzer.ModelRepository;
import dev.winnow.analyzer.ServerOptions;
import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Digest;
import dev.winnow.core.Embedding;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.Manifest;
import dev.winnow.core.NetworkExtractor;
import dev.winnow.core.Normalization;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Provenance;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.NetworkBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A network that tells which of red, green and blue an image has most of, split at the means. */
final class ColourPackage {
  private static final List<String> LABELS = List.of("red", "green", "blue");
  private static final Shape FEATURE = Shape.of(3);

  private ColourPackage() {}

  /** The edge's half. */
  static ExtractorPackage extractor() {
    NetworkBuilder builder = NetworkBuilder.named("colour");
    ImageSpec preprocessing =
        new ImageSpec(
            8,
            8,
            1,
            ImageSpec.Fit.STRETCH,
            ImageSpec.Colour.RGB,
            new Normalization(List.of(0.0, 0.0, 0.0), List.of(255.0, 255.0, 255.0)));
    String image = builder.input("image", preprocessing.shape());
    String means = builder.flatten("means", builder.globalAveragePool("pool", image));
    byte[] network = builder.output(means).build().toBytes();
    Digest digest = Digest.of(network);
    Manifest manifest =
        new Manifest(
            "colour",
            "1",
            preprocessing,
            new NetworkExtractor(
                "image",
                new NetworkExtractor.CutPoint("means", "means", "Flatten", 1),
                Embedding.SIMPLE,
                new NetworkExtractor.Feature("means", FEATURE),
                digest),
            new AnalyzerSpec(
                List.of(new OutputHead.Classification("probabilities", LABELS)), digest),
            Provenance.here(Map.of()));
    return ExtractorPackage.of(manifest, network);
  }

  /** The cloud's half, served. */
  static AnalyzerServer serve(Path folder) {
    NetworkBuilder builder = NetworkBuilder.named("colour");
    String means = builder.input("means", FEATURE);
    Tensor sharp = Tensor.of(Shape.of(3, 3), 20, 0, 0, 0, 20, 0, 0, 0, 20);
    String logits = builder.gemm("logits", means, sharp, Tensor.allocate(FEATURE));
    builder.output(builder.softmax("probabilities", logits));
    ModelRepository.write(folder, "colour", "1", builder.build(), Map.of("probabilities", LABELS));
    return AnalyzerServer.start(
        ModelRepository.open(folder), ServerOptions.onPort(0).withHost("127.0.0.1").withThreads(1));
  }
}
