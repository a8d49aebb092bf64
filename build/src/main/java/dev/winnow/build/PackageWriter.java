package dev.winnow.build;

import dev.winnow.analyzer.ModelRepository;
import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Digest;
import dev.winnow.core.Embedding;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Manifest;
import dev.winnow.core.NetworkExtractor;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Shape;
import dev.winnow.onnx.Cost;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.SplitNetwork;
import dev.winnow.onnx.TensorSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Lays a network that was cut in two out as files: the extractor's package for the edge and the
 * analyzer's repository for the cloud.
 */
public final class PackageWriter {
  private PackageWriter() {}

  /**
   * Cuts a network and writes both parts.
   *
   * @param uncut cost of the network that the provider owns, beside which the edge's share is
   *     stated
   * @param cut of the network
   * @param preprocessing of the network's input
   * @param regression whether the outputs are numbers that stand for themselves; otherwise they are
   *     probabilities of classes
   * @throws IllegalArgumentException if name or version of the service is not of its form; nothing
   *     is written then
   * @throws dev.winnow.onnx.NetworkException if the extractor may make another feature of the same
   *     capture
   * @throws UncheckedIOException if a file cannot be written
   */
  public static WrittenPackage write(
      Network network,
      Cost uncut,
      Cut cut,
      InputSpec preprocessing,
      boolean regression,
      PackageOutput output) {
    PackageContent content =
        new PackageContent(
            preprocessing,
            cut,
            cut.extractor().share(uncut),
            Embedding.SIMPLE,
            Optional.empty(),
            regression ? numbers(network) : classes(network));
    SplitNetwork parts = network.split(cut);
    TrialRun.requireEqual(network, parts);
    return write(parts, content, output);
  }

  /** Writes two parts. */
  static WrittenPackage write(SplitNetwork parts, PackageContent content, PackageOutput output) {
    parts.extractor().requireDeterministic();
    TrialRun.requireStates(parts.extractor());
    content.noise().ifPresent(noise -> parts.extractor().requireClip(noise.mechanism().bounds()));
    byte[] extractor = parts.extractor().toBytes();
    byte[] analyzer = parts.analyzer().toBytes();
    Manifest manifest =
        manifest(parts.extractor(), content, output, Digest.of(extractor), Digest.of(analyzer));
    Path file = output.folder().resolve(output.name() + ExtractorPackage.ENDING);
    Path repository = output.folder().resolve("analyzer");
    try {
      Files.createDirectories(repository);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + repository, e);
    }
    ExtractorPackage.of(manifest, extractor).write(file);
    ModelRepository.write(
        repository,
        output.name(),
        output.version(),
        parts.analyzer(),
        content.heads().stream()
            .filter(OutputHead.Classification.class::isInstance)
            .map(OutputHead.Classification.class::cast)
            .collect(
                Collectors.toMap(
                    OutputHead.Classification::name, OutputHead.Classification::labels)));
    return new WrittenPackage(file, repository, manifest, content.cut());
  }

  private static Manifest manifest(
      Network network,
      PackageContent content,
      PackageOutput output,
      Digest extractor,
      Digest analyzer) {
    TensorSpec feature = network.outputs().get(0);
    Cut cut = content.cut();
    return new Manifest(
        output.name(),
        output.version(),
        content.preprocessing(),
        new NetworkExtractor(
            network.inputs().get(0).name(),
            new NetworkExtractor.CutPoint(
                cut.tensor(), cut.layer(), cut.op(), content.edgeShare(), network.states()),
            content.embedding(),
            new NetworkExtractor.Feature(
                feature.name(),
                feature.shape(),
                content
                    .noise()
                    .map(noise -> OptionalDouble.of(noise.clip()))
                    .orElse(OptionalDouble.empty())),
            content.noise().map(NoiseChoice::mechanism),
            extractor),
        new AnalyzerSpec(List.copyOf(content.heads()), analyzer),
        output.provenance());
  }

  /** All outputs; the card's labels name the classes of the first, if there are as many. */
  private static List<OutputHead> classes(Network network) {
    List<String> labels = network.card().labels();
    List<OutputHead> answers = new ArrayList<>();
    for (TensorSpec output : network.outputs()) {
      boolean named = answers.isEmpty() && output.shape().equals(Shape.of(labels.size()));
      answers.add(new OutputHead.Classification(output.name(), named ? labels : List.of()));
    }
    return answers;
  }

  private static List<OutputHead> numbers(Network network) {
    return network.outputs().stream()
        .map(output -> (OutputHead) new OutputHead.Regression(output.name(), Optional.empty()))
        .toList();
  }
}
