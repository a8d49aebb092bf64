package dev.winnow.app;

import dev.winnow.analyzer.ModelRepository;
import dev.winnow.core.Digest;
import dev.winnow.core.Embedding;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Manifest;
import dev.winnow.core.Noise;
import dev.winnow.core.Preprocessing;
import dev.winnow.core.Provenance;
import dev.winnow.core.Shape;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Parts;
import dev.winnow.onnx.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A network cut in two and laid out as files: the extractor's package for the edge and the
 * analyzer's repository for the cloud.
 *
 * @param extractor the package's file
 * @param analyzer the repository's folder, which holds one folder per model
 * @param manifest what the package says
 * @param cut where the network was cut
 */
record Packaging(Path extractor, Path analyzer, Manifest manifest, Cut cut) {
  private static final String VERSION = "1";

  /**
   * What a package says beside what its parts show.
   *
   * @param labels of the network, which name the classes if there are as many
   */
  record Description(
      String name,
      Preprocessing preprocessing,
      Cut cut,
      Embedding embedding,
      OptionalDouble clip,
      Optional<Noise> noise,
      List<String> labels,
      Provenance provenance) {}

  /** Cuts a network and writes both parts below a folder, which is made if it is missing. */
  static Packaging write(
      Network network, Cut cut, Preprocessing preprocessing, String name, Path folder) {
    Description description =
        new Description(
            name,
            preprocessing,
            cut,
            Embedding.SIMPLE,
            OptionalDouble.empty(),
            Optional.empty(),
            network.card().labels(),
            here());
    return write(network.split(cut), description, folder);
  }

  /** Writes two parts below a folder, which is made if it is missing. */
  static Packaging write(Parts parts, Description said, Path folder) {
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
        repository, said.name, VERSION, parts.analyzer(), manifest.answer().labels());
    return new Packaging(file, repository, manifest, said.cut);
  }

  /** With what, and where, packages are made. */
  static Provenance here() {
    return Provenance.here(
        Map.of("winnow", Version.winnow(), "onnxruntime", Version.onnxRuntime()));
  }

  private static Manifest manifest(
      Parts parts, Description said, Digest extractor, Digest analyzer) {
    Port feature = parts.extractor().outputs().get(0);
    Port answer = parts.analyzer().outputs().get(0);
    Cut cut = said.cut;
    return new Manifest(
        said.name,
        VERSION,
        said.preprocessing,
        parts.extractor().inputs().get(0).name(),
        new Manifest.CutPoint(cut.tensor(), cut.layer(), cut.op()),
        said.embedding,
        new Manifest.Feature(feature.name(), feature.shape()),
        said.clip,
        said.noise,
        new Manifest.Answer(answer.name(), labels(said.labels, answer)),
        extractor,
        analyzer,
        said.provenance);
  }

  /** Labels name the classes of the first output, if there are as many. */
  private static List<String> labels(List<String> labels, Port answer) {
    return answer.shape().equals(Shape.of(labels.size())) ? labels : List.of();
  }
}
