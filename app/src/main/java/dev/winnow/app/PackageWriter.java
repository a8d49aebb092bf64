package dev.winnow.app;

import dev.winnow.analyzer.ModelRepository;
import dev.winnow.core.Digest;
import dev.winnow.core.Embedding;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Manifest;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Preprocessing;
import dev.winnow.core.Provenance;
import dev.winnow.core.Shape;
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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A network cut in two and laid out as files: the extractor's package for the edge and the
 * analyzer's repository for the cloud.
 *
 * @param extractor the package's file
 * @param analyzer the repository's folder, which holds one folder per model
 * @param manifest what the package says
 * @param cut where the network was cut
 */
record PackageWriter(Path extractor, Path analyzer, Manifest manifest, Cut cut) {
  /**
   * What a package says beside what its parts show.
   *
   * @param version of the model, which a node never goes back from
   * @param answers of the network
   */
  record Description(
      String name,
      String version,
      Preprocessing preprocessing,
      Cut cut,
      Embedding embedding,
      OptionalDouble clip,
      Optional<Mechanism> mechanism,
      List<Manifest.Answer> answers,
      Provenance provenance) {}

  /** Cuts a network and writes both parts below a folder, which is made if it is missing. */
  static PackageWriter write(
      Network network,
      Cut cut,
      Preprocessing preprocessing,
      String name,
      String version,
      Path folder) {
    Description description =
        new Description(
            name,
            version,
            preprocessing,
            cut,
            Embedding.SIMPLE,
            OptionalDouble.empty(),
            Optional.empty(),
            answers(network),
            here());
    return write(network.split(cut), description, folder);
  }

  /** Writes two parts below a folder, which is made if it is missing. */
  static PackageWriter write(SplitNetwork parts, Description said, Path folder) {
    parts.extractor().requireDeterministic();
    said.mechanism.ifPresent(mechanism -> parts.extractor().requireClip(mechanism.bounds()));
    byte[] extractor = parts.extractor().toBytes();
    byte[] analyzer = parts.analyzer().toBytes();
    Manifest manifest = manifest(parts, said, Digest.of(extractor), Digest.of(analyzer));
    Path file = folder.resolve(said.name + ExtractorPackage.ENDING);
    Path repository = folder.resolve("analyzer");
    try {
      Files.createDirectories(repository);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + repository, e);
    }
    ExtractorPackage.of(manifest, extractor).write(file);
    ModelRepository.write(
        repository,
        said.name,
        said.version,
        parts.analyzer(),
        said.answers.stream()
            .collect(Collectors.toMap(Manifest.Answer::name, Manifest.Answer::labels)));
    return new PackageWriter(file, repository, manifest, said.cut);
  }

  /** With what, and where, packages are made. */
  static Provenance here() {
    return Provenance.here(
        Map.of("winnow", Version.winnow(), "onnxruntime", Version.onnxRuntime()));
  }

  private static Manifest manifest(
      SplitNetwork parts, Description said, Digest extractor, Digest analyzer) {
    TensorSpec feature = parts.extractor().outputs().get(0);
    Cut cut = said.cut;
    return new Manifest(
        said.name,
        said.version,
        said.preprocessing,
        parts.extractor().inputs().get(0).name(),
        new Manifest.CutPoint(cut.tensor(), cut.layer(), cut.op()),
        said.embedding,
        new Manifest.Feature(feature.name(), feature.shape()),
        said.clip,
        said.mechanism,
        said.answers,
        extractor,
        analyzer,
        said.provenance);
  }

  /** All outputs; the card's labels name the classes of the first, if there are as many. */
  private static List<Manifest.Answer> answers(Network network) {
    List<String> labels = network.card().labels();
    List<Manifest.Answer> answers = new ArrayList<>();
    for (TensorSpec output : network.outputs()) {
      boolean named = answers.isEmpty() && output.shape().equals(Shape.of(labels.size()));
      answers.add(new Manifest.Answer(output.name(), named ? labels : List.of()));
    }
    return answers;
  }
}
