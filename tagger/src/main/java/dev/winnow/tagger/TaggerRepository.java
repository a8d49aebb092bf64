package dev.winnow.tagger;

import dev.winnow.analyzer.ModelFiles;
import dev.winnow.analyzer.ModelRepository;
import dev.winnow.detection.DetectorSpec;
import dev.winnow.onnx.Network;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Writes taggers into a repository of analyzers, for {@link TaggerFactory} to open. */
public final class TaggerRepository {
  /** The name of a detector's output. */
  public static final String OBJECTS = "objects";

  private TaggerRepository() {}

  /**
   * Writes a detector of objects: {@code NAME/VERSION/model.onnx} with {@code config.pbtxt} and
   * {@code labels.txt}. The same detector gives the same bytes.
   *
   * @param folder of the repository, which is made if there is none
   * @param name of the model, as {@link ModelRepository#write(Path, String, String, Network, Map)}
   *     wants it
   * @param version of the model, a positive number in digits
   * @throws IllegalArgumentException if name, version or a label is not of its form
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public static void write(
      Path folder, String name, String version, Network network, DetectorSpec spec) {
    ModelRepository.write(
        folder,
        name,
        version,
        network,
        DetectorTagger.plan(network, spec).terms(),
        TaggerParameters.of(spec));
  }

  /**
   * Writes a classifier of images, whose card must say how an image becomes its input. Otherwise
   * like {@link #write}.
   *
   * @throws dev.winnow.analyzer.MalformedRepositoryException if the card does not say it, or it has
   *     more than one input or output
   * @throws IllegalArgumentException if name, version or a label is not of its form
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public static void writeClassifier(Path folder, String name, String version, Network network) {
    ModelFiles files =
        new ModelFiles(
            name,
            folder.resolve(name),
            Map.of(),
            TaggerParameters.ofClassifier(),
            Optional.empty());
    ModelRepository.write(
        folder,
        name,
        version,
        network,
        ClassifierTagger.plan(files, network).terms(),
        files.parameters());
  }
}
