package dev.winnow.analyzer;

import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.TensorSpec;
import inference.repository.DataType;
import inference.repository.ModelConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether what {@code config.pbtxt} and label files say is true of the network beside them. */
final class ModelConfigValidator {
  private final Path model;
  private final boolean rows;

  /** An input or output as the configuration has it. */
  private record Declared(String name, DataType type, List<Long> dims) {}

  private ModelConfigValidator(Path model, boolean rows) {
    this.model = model;
    this.rows = rows;
  }

  /**
   * Refuses a configuration that names other inputs or outputs than the network has, or other
   * shapes or types, or labels that do not fit. One that names none is content with the network's.
   *
   * @param file of the network, for the complaint
   */
  static void require(
      Path file, ModelConfig config, Map<String, List<String>> labels, Network network) {
    if (config.getMaxBatchSize() > 0 && !ModelConfigs.takesRows(network)) {
      throw new MalformedRepositoryException(
          file, "takes a fixed number of rows, and config.pbtxt sets max_batch_size; set it to 0");
    }
    ModelConfigValidator fit = new ModelConfigValidator(file, config.getMaxBatchSize() > 0);
    fit.require(
        "input",
        config.getInputList().stream()
            .map(input -> new Declared(input.getName(), input.getDataType(), input.getDimsList()))
            .toList(),
        network.inputs());
    fit.require(
        "output",
        config.getOutputList().stream()
            .map(
                output ->
                    new Declared(output.getName(), output.getDataType(), output.getDimsList()))
            .toList(),
        network.outputs());
    network.outputs().forEach(output -> fit.require(output, labels.get(output.name())));
  }

  /** How many classes an output can name: its last extent. */
  static int classes(TensorSpec output) {
    Shape shape = output.shape();
    return shape.rank() == 0 ? 1 : shape.dim(shape.rank() - 1);
  }

  private void require(String kind, List<Declared> declared, List<TensorSpec> ports) {
    if (declared.isEmpty()) {
      return;
    }
    for (Declared tensor : declared) {
      TensorSpec port =
          ports.stream()
              .filter(candidate -> candidate.name().equals(tensor.name()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new MalformedRepositoryException(
                          model,
                          "has no %s \"%s\", which config.pbtxt names; it has %s"
                              .formatted(
                                  kind,
                                  tensor.name(),
                                  ports.stream().map(TensorSpec::name).toList())));
      if (tensor.type() != DataType.TYPE_FP32 || !fits(tensor.dims(), port)) {
        throw new MalformedRepositoryException(
            model,
            "has the %s %s of TYPE_FP32, and config.pbtxt says %s of %s"
                .formatted(kind, port, tensor.dims(), tensor.type()));
      }
    }
    if (declared.size() != ports.size()) {
      throw new MalformedRepositoryException(
          model,
          "has %d %ss, and config.pbtxt names %d".formatted(ports.size(), kind, declared.size()));
    }
  }

  private boolean fits(List<Long> dims, TensorSpec port) {
    List<Long> shape = ModelConfigs.shape(port);
    List<Long> actual = rows ? shape.subList(1, shape.size()) : shape;
    boolean fits = dims.size() == actual.size();
    for (int i = 0; fits && i < dims.size(); i++) {
      fits = dims.get(i) == -1 || dims.get(i).equals(actual.get(i));
    }
    return fits;
  }

  private void require(TensorSpec output, @Nullable List<String> labels) {
    if (labels != null && labels.size() != classes(output)) {
      throw new MalformedRepositoryException(
          model,
          "has %d classes in the output \"%s\", and its label file names %d"
              .formatted(classes(output), output.name(), labels.size()));
    }
  }
}
