package dev.winnow.analyzer;

import dev.winnow.onnx.Network;
import inference.repository.ModelConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder of analyzers: {@code NAME/VERSION/model.onnx} with {@code NAME/config.pbtxt} and the
 * label files that it names. Triton, OpenVINO Model Server and KServe load the same folder, and
 * this reads what they load as far as it is ONNX, and models of other backends that it is told of.
 * All versions are served; a request that names none gets the highest.
 */
public final class ModelRepository {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

  private final Path folder;
  private final List<BackendFactory> backends;

  private ModelRepository(Path folder, List<BackendFactory> backends) {
    this.folder = folder;
    this.backends = List.copyOf(backends);
  }

  /**
   * Finds a repository. What lies in it is read when it is served.
   *
   * @throws MalformedRepositoryException if there is no such folder
   */
  public static ModelRepository open(Path folder) {
    return open(folder, List.of());
  }

  /**
   * Finds a repository, as {@link #open(Path)} does.
   *
   * @param backends that models may ask for, besides ONNX Runtime
   */
  public static ModelRepository open(Path folder, List<BackendFactory> backends) {
    if (!Files.isDirectory(folder)) {
      throw new MalformedRepositoryException(
          folder, "is no folder; give the folder that winnow build wrote its analyzers to");
    }
    List<BackendFactory> known = new ArrayList<>(List.of(OnnxBackend.factory()));
    known.addAll(backends);
    return new ModelRepository(folder, known);
  }

  /**
   * Writes an analyzer into a repository, which is made if there is none. The same analyzer gives
   * the same bytes; what other versions there are stays.
   *
   * @param folder of the repository
   * @param name of the model: letters, digits, {@code -}, {@code _} and {@code .}, starting with a
   *     letter or digit, at most 64
   * @param version of the model, a positive number in digits
   * @param labels names of the classes by the output that answers them, in its order
   * @throws IllegalArgumentException if name or version is not of its form, or the labels do not
   *     fit the output
   * @throws UncheckedIOException if a file cannot be written
   */
  public static void write(
      Path folder,
      String name,
      String version,
      Network analyzer,
      Map<String, List<String>> labels) {
    ModelConfig config = ModelConfigs.describing(name, analyzer, labels);
    write(folder, config, version, analyzer, labels);
  }

  /**
   * Writes a model of another backend into a repository, as {@link #write(Path, String, String,
   * Network, Map)} does.
   *
   * @param network what the backend runs
   * @param terms of the backend, whose platform is its word
   * @param parameters of {@code config.pbtxt}
   * @throws IllegalArgumentException if name, version or a label is not of its form
   * @throws UncheckedIOException if a file cannot be written
   */
  public static void write(
      Path folder,
      String name,
      String version,
      Network network,
      BackendTerms terms,
      Map<String, String> parameters) {
    Map<String, List<String>> labels = new HashMap<>();
    terms.outputs().forEach(output -> labels.put(output.name(), output.labels()));
    write(folder, ModelConfigs.describing(name, terms, parameters), version, network, labels);
  }

  /**
   * Writes a model of another backend that runs no ONNX network, as {@link #write(Path, String,
   * String, Network, BackendTerms, Map)} does.
   *
   * @param model the version's file, under whose name it is written, and which the backend is given
   * @throws IllegalArgumentException if name, version or a label is not of its form
   * @throws UncheckedIOException if a file cannot be written
   */
  public static void write(
      Path folder,
      String name,
      String version,
      ModelContent model,
      BackendTerms terms,
      Map<String, String> parameters) {
    ModelConfig config =
        ModelConfigs.describing(name, terms, parameters).toBuilder()
            .setDefaultModelFilename(model.file())
            .build();
    write(folder, config, version, path -> Files.write(path, model.bytes()), Map.of());
  }

  private static void write(
      Path folder,
      ModelConfig config,
      String version,
      Network network,
      Map<String, List<String>> labels) {
    write(folder, config, version, network::write, labels);
  }

  /** Writes one file. */
  private interface Content {
    void writeTo(Path file) throws IOException;
  }

  private static void write(
      Path folder,
      ModelConfig config,
      String version,
      Content content,
      Map<String, List<String>> labels) {
    String name = config.getName();
    if (!isName(name) || !VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException("no name and version of a model: " + name + " " + version);
    }
    Path model = folder.resolve(name);
    try {
      Files.createDirectories(model.resolve(version));
      String file = config.getDefaultModelFilename();
      content.writeTo(model.resolve(version).resolve(file.isEmpty() ? StoredFiles.NETWORK : file));
      StoredFiles.write(model, config, labels);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + model + ": " + e.getMessage(), e);
    }
  }

  /**
   * What lies in it now, in order of the names; the networks are not read. A folder that holds no
   * model that could be served is listed with the reason.
   *
   * @throws UncheckedIOException if the repository itself cannot be read
   */
  List<RepositoryEntry> scan() {
    return StoredFiles.folders(folder).stream().map(this::entry).toList();
  }

  private RepositoryEntry entry(Path model) {
    String name = model.getFileName().toString();
    try {
      if (!isName(name)) {
        throw new MalformedRepositoryException(
            model, "is no model's name: use 1 to 64 letters, digits, -, _ or .");
      }
      return new RepositoryEntry(name, Optional.of(StoredFiles.read(model, backends)), "");
    } catch (MalformedRepositoryException | UncheckedIOException e) {
      return new RepositoryEntry(
          name, Optional.empty(), withoutPlace(String.valueOf(e.getMessage())));
    }
  }

  /** Why a server of this repository would have nothing to serve. */
  MalformedRepositoryException nothingToServe(List<IndexEntry> index) {
    return new MalformedRepositoryException(
        folder,
        index.isEmpty()
            ? "holds no model: there must be NAME/VERSION/model.onnx in it"
            : "holds no model that can be served: " + index.get(0).reason());
  }

  /** A sentence without the place of this repository on the server. */
  String withoutPlace(String sentence) {
    return sentence.replace(folder + "/", "");
  }

  static boolean isVersion(String name) {
    return VERSION.matcher(name).matches();
  }

  private static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }
}
