package dev.winnow.analyzer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.analyzer.metrics.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelRepositoryTest {
  @TempDir private Path folder;

  private Path model;

  @BeforeEach
  void write() {
    ModelRepository.write(folder, "pets", "1", Samples.network(), Samples.NAMES);
    model = folder.resolve("pets");
  }

  @Test
  void write_aNetwork_isTritonsLayout() throws IOException {
    assertEquals(
        """
        name: "pets"
        platform: "onnxruntime_onnx"
        version_policy {
          all {
          }
        }
        max_batch_size: 64
        input {
          name: "feature"
          data_type: TYPE_FP32
          dims: 2
        }
        output {
          name: "probability"
          data_type: TYPE_FP32
          dims: 2
          label_filename: "labels.txt"
        }
        dynamic_batching {
        }
        backend: "onnxruntime"
        """,
        Files.readString(model.resolve("config.pbtxt")));
    assertEquals("cat\ndog\n", Files.readString(model.resolve("labels.txt")));
    assertArrayEquals(
        Samples.network().toBytes(), Files.readAllBytes(model.resolve("1/model.onnx")));
  }

  @Test
  void write_labelsThatDoNotFit_isRefused() {
    for (List<String> labels : List.of(List.of("cat"), List.of("cat", " "), List.of("a\nb", "c"))) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              ModelRepository.write(
                  folder, "pets", "2", Samples.network(), Map.of("probability", labels)));
    }
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ModelRepository.write(
                folder, "pets", "2", Samples.network(), Map.of("mood", Samples.LABELS)));
    assertThrows(
        IllegalArgumentException.class,
        () -> ModelRepository.write(folder, "../pets", "1", Samples.network(), Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> ModelRepository.write(folder, "pets", "0", Samples.network(), Map.of()));
  }

  @Test
  void open_whatWasWritten_findsModelsLabelsAndVersionsByNumber() throws IOException {
    ModelRepository.write(folder, "pets", "10", Samples.network(), Samples.NAMES);
    ModelRepository.write(folder, "pets", "2", Samples.network(), Samples.NAMES);
    ModelRepository.write(folder, "birds", "1", Samples.network(), Map.of());
    Files.createDirectories(folder.resolve(".git"));
    Files.createDirectories(model.resolve("notes"));
    Files.writeString(folder.resolve("README"), "not a model");

    ModelRepository repository = ModelRepository.open(folder);

    assertEquals(
        List.of("birds", "pets"), repository.scan().stream().map(RepositoryEntry::name).toList());
    StoredModel pets = repository.scan().get(1).model().orElseThrow();
    assertEquals(Samples.LABELS, pets.labels().get("probability"));
    assertEquals(
        List.of(1L, 2L, 10L), pets.versions().stream().map(StoredModel.Version::number).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latest { }                    | [3]",
        "latest { num_versions: 2 }    | [2, 3]",
        "latest { num_versions: 9 }    | [1, 2, 3]",
        "specific { versions: [1, 3] } | [1, 3]",
        "all { }                       | [1, 2, 3]",
      })
  void open_versionPolicy_isTritons(String policy, String versions) throws IOException {
    ModelRepository.write(folder, "pets", "2", Samples.network(), Map.of());
    ModelRepository.write(folder, "pets", "3", Samples.network(), Map.of());
    Files.writeString(model.resolve("config.pbtxt"), "version_policy { " + policy + " }");

    StoredModel pets = ModelRepository.open(folder).scan().get(0).model().orElseThrow();

    assertEquals(
        versions, pets.versions().stream().map(StoredModel.Version::number).toList().toString());
  }

  @Test
  void open_configurationOfOthers_isReadAsFarAsItMatters() throws IOException {
    // In the form of Triton's own examples: lists in brackets, a comment, fields of no concern.
    Files.writeString(
        model.resolve("config.pbtxt"),
        """
        # A comment.
        platform: "onnxruntime_onnx"
        max_batch_size : 8
        input [
          { name: "feature" data_type: TYPE_FP32 format: FORMAT_NONE dims: [ 2 ] }
        ]
        output [
          { name: "probability" data_type: TYPE_FP32 dims: [ -1 ] reshape { shape: [ 2 ] } }
        ]
        instance_group [ { count: 2 kind: KIND_CPU } ]
        dynamic_batching { max_queue_delay_microseconds: 100 }
        parameters { key: "intra_op_thread_count" value: { string_value: "2" } }
        """);

    try (ModelRegistry models = load()) {
      assertEquals(
          List.of(-1L, 2L), models.metadata("pets", Optional.empty()).inputs().get(0).shape());
    }
  }

  @Test
  void open_noConfiguration_takesTheNetworksWord() throws IOException {
    Files.delete(model.resolve("config.pbtxt"));

    try (ModelRegistry models = load()) {
      var metadata = models.metadata("pets", Optional.of("1"));
      assertEquals("feature", metadata.inputs().get(0).name());
      assertEquals(List.of(), metadata.outputs().get(0).labels());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name: \"dogs\"          | pets/config.pbtxt has the name \"dogs\"; it must be its folder's, \"pets\"",
        "name: 7                 | pets/config.pbtxt is no model configuration: line 1 is wrong",
        "max_batch_size: \"many\" | pets/config.pbtxt is no model configuration: line 1 is wrong",
        "backend: \"tensorrt\"   | pets/config.pbtxt asks for the platform \"\" and the backend \"tensorrt\"; served are the platform onnxruntime_onnx and the backends onnxruntime",
        "output { name: \"probability\" label_filename: \"../secret\" } | pets lacks the file ../secret",
        "output { name: \"probability\" label_filename: \"none.txt\" }  | pets lacks the file none.txt",
        "default_model_filename: \"other.onnx\" | pets/1 lacks the file other.onnx",
        "version_policy { specific { versions: 7 } } | pets has no version to serve: there must be a folder 1 with model.onnx in it",
      })
  void open_badConfiguration_isOneSentence(String config, String sentence) throws IOException {
    Files.writeString(model.resolve("config.pbtxt"), config);

    assertEquals(sentence, Samples.reason(ModelRepository.open(folder)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "input { name: \"x\" data_type: TYPE_FP32 dims: 2 } | has no input \"x\", which config.pbtxt names; it has [feature]",
        "input { name: \"feature\" data_type: TYPE_INT8 dims: 2 } | has the input feature ?×2 of TYPE_FP32, and config.pbtxt says [2] of TYPE_INT8",
        "input { name: \"feature\" data_type: TYPE_FP32 dims: [2, 1] } | has the input feature ?×2 of TYPE_FP32, and config.pbtxt says [2, 1] of TYPE_FP32",
        "output { name: \"probability\" data_type: TYPE_FP32 dims: 3 } | has the output probability ?×2 of TYPE_FP32, and config.pbtxt says [3] of TYPE_FP32",
        "output { name: \"probability\" data_type: TYPE_FP32 dims: 2 label_filename: \"three.txt\" } | has 2 classes in the output \"probability\", and its label file names 3",
      })
  void load_configurationOfAnotherNetwork_isOneSentence(String tensor, String sentence)
      throws IOException {
    Files.writeString(model.resolve("three.txt"), "a\nb\nc\n");
    Files.writeString(model.resolve("config.pbtxt"), "max_batch_size: 4 " + tensor);

    assertEquals("pets/1/model.onnx " + sentence, Samples.reason(ModelRepository.open(folder)));
  }

  @Test
  void open_damagedNetworkOrNothing_isOneSentence() throws IOException {
    Files.write(model.resolve("1/model.onnx"), new byte[] {1, 2, 3});
    assertEquals(
        "pets/1/model.onnx is not a sound ONNX network: its bytes are damaged or cut short; export"
            + " or fetch it again",
        Samples.reason(ModelRepository.open(folder)));

    Files.delete(model.resolve("1/model.onnx"));
    assertEquals("pets/1 lacks the file model.onnx", Samples.reason(ModelRepository.open(folder)));

    ModelRepository nothing = ModelRepository.open(model.resolve("1"));
    assertEquals(
        model.resolve("1") + " holds no model: there must be NAME/VERSION/model.onnx in it",
        assertThrows(
                MalformedRepositoryException.class,
                () -> ModelRegistry.load(nothing, Samples.options(), new Metrics()))
            .getMessage());
    assertEquals(
        folder.resolve("none")
            + " is no folder; give the folder that winnow build wrote its analyzers to",
        assertThrows(
                MalformedRepositoryException.class,
                () -> ModelRepository.open(folder.resolve("none")))
            .getMessage());
  }

  private ModelRegistry load() {
    return ModelRegistry.load(ModelRepository.open(folder), Samples.options(), new Metrics());
  }
}
