package dev.winnow.analyzer;

import inference.repository.ModelConfig;
import inference.repository.ModelParameter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model as it lies in a repository, its files found and its configuration read, its networks not.
 *
 * @param name of the model, which is also its folder's
 * @param backend that the configuration asks for
 * @param config what {@code config.pbtxt} says; it need not name inputs and outputs
 * @param labels names of the classes, by output; outputs without classes are not there
 * @param versions to serve, at least one, oldest first; their files may be missing
 * @param older those to serve in place of versions that cannot be, newest first
 */
record StoredModel(
    String name,
    BackendFactory backend,
    ModelConfig config,
    Map<String, List<String>> labels,
    List<Version> versions,
    List<Version> older) {

  /** A version's number and its ONNX file. */
  record Version(long number, Path file) {}

  /** Another one when the files of a version, or what is said of it, change. */
  String fingerprint(Version version) {
    Path folder = version.file().toAbsolutePath().getParent();
    return "%s %d %08x%08x %s"
        .formatted(
            name,
            version.number(),
            config.hashCode(),
            labels.hashCode(),
            folder == null ? "" : StoredFiles.look(folder));
  }

  /** Another one when anything changes that concerns this model. */
  String look() {
    return Stream.concat(versions.stream(), older.stream()).map(this::fingerprint).toList()
        + " of "
        + versions;
  }

  /** How long a request waits that does not say how long it would; empty for no limit. */
  Optional<Duration> timeout() {
    long micros =
        config.getDynamicBatching().getDefaultQueuePolicy().getDefaultTimeoutMicroseconds();
    return micros > 0 ? Optional.of(Duration.of(micros, ChronoUnit.MICROS)) : Optional.empty();
  }

  /** What the backend has to know of a version. */
  ModelFiles files(Version version) {
    Map<String, String> parameters = new HashMap<>();
    for (Map.Entry<String, ModelParameter> entry : config.getParametersMap().entrySet()) {
      parameters.put(entry.getKey(), entry.getValue().getStringValue());
    }
    Optional<ModelFiles.Rows> rows =
        config.equals(ModelConfig.getDefaultInstance())
            ? Optional.empty()
            : Optional.of(ModelConfigs.rows(config));
    return new ModelFiles(name, version.file(), labels, parameters, rows);
  }
}
