package dev.winnow.analyzer;

import inference.repository.ModelConfig;
import inference.repository.ModelParameter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model as it lies in a repository, its files found and its configuration read, its networks not.
 *
 * @param name of the model, which is also its folder's
 * @param backend that the configuration asks for
 * @param config what {@code config.pbtxt} says; it need not name inputs and outputs
 * @param labels names of the classes, by output; outputs without classes are not there
 * @param versions to serve, at least one, oldest first
 */
record StoredModel(
    String name,
    BackendFactory backend,
    ModelConfig config,
    Map<String, List<String>> labels,
    List<Version> versions) {

  /** A version's number and its ONNX file. */
  record Version(long number, Path file) {}

  /** What the backend has to know of a version. */
  ModelFiles files(Version version) {
    Map<String, String> parameters = new HashMap<>();
    for (Map.Entry<String, ModelParameter> entry : config.getParametersMap().entrySet()) {
      parameters.put(entry.getKey(), entry.getValue().getStringValue());
    }
    Optional<ModelFiles.Rows> rows =
        config.equals(ModelConfig.getDefaultInstance())
            ? Optional.empty()
            : Optional.of(
                new ModelFiles.Rows(config.getMaxBatchSize(), config.hasDynamicBatching()));
    return new ModelFiles(name, version.file(), labels, parameters, rows);
  }
}
