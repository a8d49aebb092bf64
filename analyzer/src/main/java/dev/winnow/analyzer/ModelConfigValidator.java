package dev.winnow.analyzer;

import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.TensorSpec;
import dev.winnow.wire.TensorMetadata;
import inference.repository.DataType;
import inference.repository.ModelConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Whether what {@code config.pbtxt} and label files say is true of the model beside them. */
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
   * Refuses a configuration that names other inputs or outputs than the model has, or other shapes
   * or types. One that names none is content with the model's.
   *
   * @param file of the network, for the complaint
   */
  static void require(Path file, ModelConfig config, BackendTerms terms) {
    boolean takesRows =
        Stream.concat(terms.inputs().stream(), terms.outputs().stream())
            .allMatch(port -> !port.shape().isEmpty() && port.shape().get(0) == -1);
    if (config.getMaxBatchSize() > 0 && !takesRows) {
      throw new MalformedRepositoryException(
          file, "takes a fixed number of rows, and config.pbtxt sets max_batch_size; set it to 0");
    }
    ModelConfigValidator fit = new ModelConfigValidator(file, config.getMaxBatchSize() > 0);
    fit.require(
        "input",
        config.getInputList().stream()
            .map(input -> new Declared(input.getName(), input.getDataType(), input.getDimsList()))
            .toList(),
        terms.inputs());
    fit.require(
        "output",
        config.getOutputList().stream()
            .map(
                output ->
                    new Declared(output.getName(), output.getDataType(), output.getDimsList()))
            .toList(),
        terms.outputs());
  }

  /** Refuses label files that name more or fewer classes than a network's outputs have. */
  static void requireLabels(ModelFiles files, Network network) {
    for (TensorSpec output : network.outputs()) {
      List<String> labels = files.labels().get(output.name());
      if (labels != null && labels.size() != classes(output)) {
        throw files.malformed(
            "has %d classes in the output \"%s\", and its label file names %d"
                .formatted(classes(output), output.name(), labels.size()));
      }
    }
  }

  /** How many classes an output can name: its last extent. */
  static int classes(TensorSpec output) {
    Shape shape = output.shape();
    return shape.rank() == 0 ? 1 : shape.dim(shape.rank() - 1);
  }

  private void require(String kind, List<Declared> declared, List<TensorMetadata> ports) {
    if (declared.isEmpty()) {
      return;
    }
    for (Declared tensor : declared) {
      TensorMetadata port =
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
                                  ports.stream().map(TensorMetadata::name).toList())));
      DataType type = ModelConfigs.type(port.datatype());
      if (tensor.type() != type || !fits(tensor.dims(), port.shape())) {
        throw new MalformedRepositoryException(
            model,
            "has the %s %s %s of %s, and config.pbtxt says %s of %s"
                .formatted(
                    kind, port.name(), text(port.shape()), type, tensor.dims(), tensor.type()));
      }
    }
    if (declared.size() != ports.size()) {
      throw new MalformedRepositoryException(
          model,
          "has %d %ss, and config.pbtxt names %d".formatted(ports.size(), kind, declared.size()));
    }
  }

  private boolean fits(List<Long> dims, List<Long> shape) {
    List<Long> actual = rows ? shape.subList(1, shape.size()) : shape;
    boolean fits = dims.size() == actual.size();
    for (int i = 0; fits && i < dims.size(); i++) {
      fits = dims.get(i) == -1 || dims.get(i).equals(actual.get(i));
    }
    return fits;
  }

  private static String text(List<Long> shape) {
    return String.join(
        "×", shape.stream().map(extent -> extent < 0 ? "?" : String.valueOf(extent)).toList());
  }
}
