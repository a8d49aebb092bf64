package dev.winnow.analyzer;

import inference.repository.ModelConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A model as it lies in a repository, its files found and its configuration read, its networks not.
 *
 * @param name of the model, which is also its folder's
 * @param config what {@code config.pbtxt} says; it need not name inputs and outputs
 * @param labels names of the classes, by output; outputs without classes are not there
 * @param versions to serve, at least one, oldest first
 */
record StoredModel(
    String name, ModelConfig config, Map<String, List<String>> labels, List<Version> versions) {

  /** A version's number and its ONNX file. */
  record Version(long number, Path file) {}
}
