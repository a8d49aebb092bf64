package dev.winnow.app;

import dev.winnow.analyzer.ModelRepository;
import dev.winnow.core.Digest;
import dev.winnow.core.Embedding;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Manifest;
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

  /** Cuts a network and writes both parts below a folder, which is made if it is missing. */
  static Packaging write(
      Network network, Cut cut, Preprocessing preprocessing, String name, Path folder) {
    Parts parts = network.split(cut);
    byte[] extractor = parts.extractor().toBytes();
    byte[] analyzer = parts.analyzer().toBytes();
    Port answer = parts.analyzer().outputs().get(0);
    Manifest manifest =
        new Manifest(
            name,
            VERSION,
            preprocessing,
            parts.extractor().inputs().get(0).name(),
            new Manifest.CutPoint(cut.tensor(), cut.layer(), cut.op()),
            Embedding.SIMPLE,
            new Manifest.Feature(cut.tensor(), cut.shape()),
            new Manifest.Answer(answer.name(), labels(network, answer)),
            Digest.of(extractor),
            Digest.of(analyzer),
            Provenance.here(
                Map.of("winnow", Version.winnow(), "onnxruntime", Version.onnxRuntime())));
    Path file = folder.resolve(name + ExtractorPackage.ENDING);
    Path repository = folder.resolve("analyzer");
    try {
      Files.createDirectories(repository);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + repository, e);
    }
    ExtractorPackage.of(manifest, extractor).write(file);
    ModelRepository.write(repository, name, VERSION, parts.analyzer(), manifest.answer().labels());
    return new Packaging(file, repository, manifest, cut);
  }

  /** Labels name the classes of the first output, if there are as many. */
  private static List<String> labels(Network network, Port answer) {
    List<String> labels = network.card().labels();
    return answer.shape().equals(Shape.of(labels.size())) ? labels : List.of();
  }
}
