package dev.winnow.analyzer;

import dev.winnow.analyzer.StoredModel.Version;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.TensorSpec;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.TensorMetadata;
import inference.repository.DataType;
import inference.repository.ModelConfig;
import inference.repository.ModelDynamicBatching;
import inference.repository.ModelInput;
import inference.repository.ModelOutput;
import inference.repository.ModelParameter;
import inference.repository.ModelVersionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code config.pbtxt} says of a model, written and understood. */
final class ModelConfigs {
  /** Triton's names for the platform and its backend. */
  static final String PLATFORM = "onnxruntime_onnx";

  static final String BACKEND = "onnxruntime";

  /** The most rows of a request to an analyzer that Winnow wrote. */
  static final int MOST_ROWS = 64;

  private ModelConfigs() {}

  /**
   * The configuration of a network.
   *
   * @param labels of outputs, by their names
   * @throws IllegalArgumentException if labels do not fit an output
   */
  static ModelConfig describing(String name, Network network, Map<String, List<String>> labels) {
    List<String> outputs = network.outputs().stream().map(TensorSpec::name).toList();
    if (!outputs.containsAll(labels.keySet())) {
      throw new IllegalArgumentException(
          "labels for %s, and the outputs are %s".formatted(labels.keySet(), outputs));
    }
    boolean rows = takesRows(network);
    ModelConfig.Builder config =
        ModelConfig.newBuilder()
            .setName(name)
            .setPlatform(PLATFORM)
            .setBackend(BACKEND)
            .setVersionPolicy(
                ModelVersionPolicy.newBuilder().setAll(ModelVersionPolicy.All.getDefaultInstance()))
            .setMaxBatchSize(rows ? MOST_ROWS : 0);
    for (TensorSpec input : network.inputs()) {
      config.addInput(
          ModelInput.newBuilder()
              .setName(input.name())
              .setDataType(DataType.TYPE_FP32)
              .addAllDims(dims(input, rows)));
    }
    for (TensorSpec output : network.outputs()) {
      ModelOutput.Builder described =
          config
              .addOutputBuilder()
              .setName(output.name())
              .setDataType(DataType.TYPE_FP32)
              .addAllDims(dims(output, rows));
      List<String> names = labels.getOrDefault(output.name(), List.of());
      if (!names.isEmpty()) {
        requireFit(output, names);
        requireLines(names);
        described.setLabelFilename(labelFile(config.getOutputCount()));
      }
    }
    if (rows) {
      config.setDynamicBatching(ModelDynamicBatching.getDefaultInstance());
    }
    return config.build();
  }

  /**
   * The configuration of a model of another backend, whose first extents do not count rows.
   *
   * @throws IllegalArgumentException if a label is not of its form
   */
  static ModelConfig describing(String name, BackendTerms terms, Map<String, String> parameters) {
    ModelConfig.Builder config =
        ModelConfig.newBuilder()
            .setName(name)
            .setBackend(terms.platform())
            .setVersionPolicy(
                ModelVersionPolicy.newBuilder()
                    .setAll(ModelVersionPolicy.All.getDefaultInstance()));
    for (TensorMetadata input : terms.inputs()) {
      config
          .addInputBuilder()
          .setName(input.name())
          .setDataType(type(input.datatype()))
          .addAllDims(input.shape());
    }
    for (TensorMetadata output : terms.outputs()) {
      ModelOutput.Builder described =
          config
              .addOutputBuilder()
              .setName(output.name())
              .setDataType(type(output.datatype()))
              .addAllDims(output.shape());
      if (!output.labels().isEmpty()) {
        requireLines(output.labels());
        described.setLabelFilename(labelFile(config.getOutputCount()));
      }
    }
    // In order of their names: the same model gives the same file.
    new TreeMap<>(parameters)
        .forEach(
            (key, value) ->
                config.putParameters(
                    key, ModelParameter.newBuilder().setStringValue(value).build()));
    return config.build();
  }

  /** What holds for a network without a configuration. */
  static ModelFiles.Rows rows(Network network) {
    boolean rows = takesRows(network);
    return new ModelFiles.Rows(rows ? MOST_ROWS : 0, rows);
  }

  /** What a configuration says of rows. */
  static ModelFiles.Rows rows(ModelConfig config) {
    ModelDynamicBatching batching = config.getDynamicBatching();
    int waiting = batching.getDefaultQueuePolicy().getMaxQueueSize();
    return new ModelFiles.Rows(
        config.getMaxBatchSize(),
        config.hasDynamicBatching(),
        Duration.of(Math.max(0, batching.getMaxQueueDelayMicroseconds()), ChronoUnit.MICROS),
        waiting > 0 ? waiting : Integer.MAX_VALUE);
  }

  /** The type of elements as a configuration names it. */
  static DataType type(Datatype elements) {
    return elements == Datatype.BYTES ? DataType.TYPE_STRING : DataType.TYPE_FP32;
  }

  /** Whether the first axis of every input and output counts rows, of which there may be any. */
  static boolean takesRows(Network network) {
    return Stream.concat(network.inputs().stream(), network.outputs().stream())
        .allMatch(port -> port.batch().isEmpty());
  }

  /** The shape of a tensor as the protocol's metadata states it: −1 for what may vary. */
  static List<Long> shape(TensorSpec port) {
    List<Long> shape = new ArrayList<>();
    shape.add(port.batch().isPresent() ? port.batch().getAsInt() : -1L);
    port.shape().dims().forEach(dim -> shape.add((long) dim));
    return shape;
  }

  /**
   * The backend that a model asks for.
   *
   * @param backends that there are, the first of them ONNX Runtime's
   * @throws MalformedRepositoryException if it asks for another
   */
  static BackendFactory backend(Path file, ModelConfig config, List<BackendFactory> backends) {
    String word = config.getBackend();
    boolean onnx = Set.of("", BACKEND).contains(word);
    boolean platform =
        config.getPlatform().isEmpty() || (onnx && config.getPlatform().equals(PLATFORM));
    return backends.stream()
        .filter(offered -> platform && offered.word().equals(onnx ? BACKEND : word))
        .findFirst()
        .orElseThrow(
            () ->
                new MalformedRepositoryException(
                    file,
                    "asks for the platform \"%s\" and the backend \"%s\"; served are the platform %s and the backends %s"
                        .formatted(
                            config.getPlatform(),
                            word,
                            PLATFORM,
                            backends.stream()
                                .map(BackendFactory::word)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * The versions that the policy chooses; all where it says nothing.
   *
   * @param versions oldest first
   */
  static List<Version> chosen(List<Version> versions, ModelVersionPolicy policy) {
    return switch (policy.getPolicyChoiceCase()) {
      case LATEST -> {
        int most = Math.max(1, policy.getLatest().getNumVersions());
        yield versions.subList(Math.max(0, versions.size() - most), versions.size());
      }
      case SPECIFIC ->
          versions.stream()
              .filter(v -> policy.getSpecific().getVersionsList().contains(v.number()))
              .toList();
      case ALL, POLICYCHOICE_NOT_SET -> versions;
    };
  }

  /**
   * The versions to serve in place of chosen ones that cannot be: where the policy asks for the
   * latest, those before them.
   *
   * @param versions oldest first
   * @return newest first
   */
  static List<Version> older(List<Version> versions, ModelVersionPolicy policy) {
    List<Version> chosen = chosen(versions, policy);
    if (policy.getPolicyChoiceCase() != ModelVersionPolicy.PolicyChoiceCase.LATEST) {
      return List.of();
    }
    List<Version> older = new ArrayList<>(versions.subList(0, versions.size() - chosen.size()));
    Collections.reverse(older);
    return older;
  }

  /** labels.txt for the first output, labels-2.txt for the second, and so on. */
  private static String labelFile(int output) {
    return output == 1 ? "labels.txt" : "labels-%d.txt".formatted(output);
  }

  private static void requireFit(TensorSpec output, List<String> labels) {
    if (ModelConfigValidator.classes(output) != labels.size()) {
      throw new IllegalArgumentException(
          "%d labels for the output \"%s\", which has %d classes"
              .formatted(labels.size(), output.name(), ModelConfigValidator.classes(output)));
    }
  }

  private static void requireLines(List<String> labels) {
    if (labels.stream().anyMatch(label -> label.isBlank() || label.lines().count() != 1)) {
      throw new IllegalArgumentException("a label must be one line that is not blank");
    }
  }

  private static List<Long> dims(TensorSpec port, boolean rows) {
    List<Long> shape = shape(port);
    return rows ? shape.subList(1, shape.size()) : shape;
  }
}
