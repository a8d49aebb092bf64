package dev.winnow.analyzer;

import com.google.protobuf.TextFormat;
import dev.winnow.analyzer.StoredModel.Version;
import inference.repository.ModelConfig;
import inference.repository.ModelOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The files of one model in a repository. */
final class StoredFiles {
  static final String NETWORK = "model.onnx";
  private static final String CONFIG = "config.pbtxt";

  /** A configuration or label file beyond this is a mistake. */
  private static final int LARGEST = 1 << 20;

  /** Triton's configuration has much that Winnow does not need, and grows with each release. */
  private static final TextFormat.Parser PARSER =
      TextFormat.Parser.newBuilder().setAllowUnknownFields(true).build();

  /** Held, for else it would forget that it has nothing to say about each such field. */
  private static final Logger PARSER_LOG = Logger.getLogger(TextFormat.class.getName());

  private StoredFiles() {}

  /**
   * Reads the model in that folder.
   *
   * @param backends that it may ask for
   */
  static StoredModel read(Path folder, List<BackendFactory> backends) {
    String name = folder.getFileName().toString();
    ModelConfig config = config(folder.resolve(CONFIG));
    if (!config.getName().isEmpty() && !config.getName().equals(name)) {
      throw new MalformedRepositoryException(
          folder.resolve(CONFIG),
          "has the name \"%s\"; it must be its folder's, \"%s\"".formatted(config.getName(), name));
    }
    BackendFactory backend = ModelConfigs.backend(folder.resolve(CONFIG), config, backends);
    List<Version> all = versions(folder, config);
    List<Version> chosen = ModelConfigs.chosen(all, config.getVersionPolicy());
    if (chosen.isEmpty()) {
      throw new MalformedRepositoryException(
          folder, "has no version to serve: there must be a folder 1 with model.onnx in it");
    }
    return new StoredModel(
        name,
        backend,
        config,
        labels(folder, config),
        chosen,
        ModelConfigs.older(all, config.getVersionPolicy()));
  }

  static void write(Path folder, ModelConfig config, Map<String, List<String>> labels)
      throws IOException {
    Files.writeString(folder.resolve(CONFIG), TextFormat.printer().printToString(config));
    for (ModelOutput output : config.getOutputList()) {
      if (!output.getLabelFilename().isEmpty()) {
        List<String> names = labels.getOrDefault(output.getName(), List.of());
        Files.writeString(
            folder.resolve(output.getLabelFilename()), String.join("\n", names) + "\n");
      }
    }
  }

  /** The folders in a folder, in order of their names, without those that begin with a dot. */
  static List<Path> folders(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder + ": " + e.getMessage(), e);
    }
  }

  private static ModelConfig config(Path file) {
    if (!Files.exists(file)) {
      return ModelConfig.getDefaultInstance();
    }
    ModelConfig.Builder config = ModelConfig.newBuilder();
    PARSER_LOG.setLevel(Level.OFF);
    try {
      PARSER.merge(text(file), config);
    } catch (TextFormat.ParseException e) {
      throw new MalformedRepositoryException(
          file, "is no model configuration: line %d is wrong".formatted(e.getLine()), e);
    }
    return config.build();
  }

  private static Map<String, List<String>> labels(Path folder, ModelConfig config) {
    Map<String, List<String>> labels = new HashMap<>();
    for (ModelOutput output : config.getOutputList()) {
      if (!output.getLabelFilename().isEmpty()) {
        Path file = inside(folder, output.getLabelFilename());
        labels.put(output.getName(), text(file).lines().map(String::strip).toList());
      }
    }
    return Map.copyOf(labels);
  }

  private static List<Version> versions(Path folder, ModelConfig config) {
    String name = config.getDefaultModelFilename();
    List<Version> versions = new ArrayList<>();
    for (Path version : folders(folder)) {
      if (ModelRepository.isVersion(version.getFileName().toString())) {
        Path file = place(version, name.isEmpty() ? NETWORK : name);
        versions.add(new Version(Long.parseLong(version.getFileName().toString()), file));
      }
    }
    versions.sort(Comparator.comparingLong(Version::number));
    return versions;
  }

  /**
   * Refuses a version whose file is not there, or not yet.
   *
   * @throws MalformedRepositoryException if there is no such file
   */
  static void require(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new MalformedRepositoryException(folder(file), "lacks the file " + file.getFileName());
    }
  }

  /** Names, sizes and times of the files in a folder; another text when one of them changes. */
  static String look(Path folder) {
    try (Stream<Path> inside = Files.walk(folder, 2)) {
      StringBuilder look = new StringBuilder();
      for (Path file : inside.filter(Files::isRegularFile).sorted().toList()) {
        look.append(file.getFileName()).append(' ').append(Files.size(file)).append(' ');
        look.append(Files.getLastModifiedTime(file).toMillis()).append(' ');
      }
      return look.toString();
    } catch (IOException | UncheckedIOException e) {
      // Somebody changes it just now.
      return "unreadable: " + e;
    }
  }

  /** A file that must exist in that folder itself, whatever name a configuration gives. */
  private static Path inside(Path folder, String name) {
    Path file = place(folder, name);
    if (!Files.isRegularFile(file)) {
      throw new MalformedRepositoryException(folder, "lacks the file " + name);
    }
    return file;
  }

  /**
   * A file in that folder itself, whatever name a configuration gives, whether it exists or not.
   */
  private static Path place(Path folder, String name) {
    Path file = folder.resolve(name).normalize();
    if (!folder.normalize().equals(file.getParent())) {
      throw new MalformedRepositoryException(folder, "lacks the file " + name);
    }
    return file;
  }

  private static Path folder(Path file) {
    Path folder = file.getParent();
    return folder == null ? file : folder;
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new MalformedRepositoryException(
            file, "is larger than %d bytes; no such file needs to be".formatted(LARGEST));
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new MalformedRepositoryException(file, "is not text in UTF-8", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
