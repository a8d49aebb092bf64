package dev.winnow.tagger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.analyzer.MalformedRepositoryException;
import dev.winnow.core.Tensor;
import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written for a tagger, and what of it is refused when it is served. */
class TaggerRepositoryTest {
  @TempDir private Path folder;
  private Path config;

  @BeforeEach
  void write() {
    TaggerRepository.write(folder, "things", "1", Taggers.detector(), Taggers.spec());
    config = folder.resolve("things/config.pbtxt");
  }

  @Test
  void write_aDetector_isTritonsLayout() throws IOException {
    assertEquals(
        """
        name: "things"
        version_policy {
          all {
          }
        }
        input {
          name: "image"
          data_type: TYPE_STRING
          dims: 1
        }
        output {
          name: "objects"
          data_type: TYPE_FP32
          dims: 1
          dims: -1
          dims: 6
          label_filename: "labels.txt"
        }
        parameters {
          key: "family"
          value {
            string_value: "yolox"
          }
        }
        parameters {
          key: "overlap"
          value {
            string_value: "0.45"
          }
        }
        parameters {
          key: "task"
          value {
            string_value: "detection"
          }
        }
        parameters {
          key: "threshold"
          value {
            string_value: "0.3"
          }
        }
        parameters {
          key: "tiles"
          value {
            string_value: "1"
          }
        }
        backend: "winnow_tagger"
        """,
        Files.readString(config));
    assertEquals("red thing\ngreen thing\n", Files.readString(folder.resolve("things/labels.txt")));
    assertArrayEquals(
        Taggers.detector().toBytes(), Files.readAllBytes(folder.resolve("things/1/model.onnx")));
  }

  /** A grey of 80 of 255 scores 0.31. */
  @Test
  void open_parameters_areKept() throws IOException {
    byte[] grey = Taggers.jpeg(new Color(80, 0, 0));
    assertEquals(1, found(grey));

    Files.writeString(config, Files.readString(config).replace("\"0.3\"", "\"0.5\""));

    assertEquals(0, found(grey));
  }

  @Test
  void open_noParametersAndNoLabels_isAsUsualWithTheNetwork() throws IOException {
    Files.writeString(
        config,
        "backend: \"winnow_tagger\" output { name: \"objects\" data_type: TYPE_FP32 dims: [1, -1, 6] label_filename: \"labels.txt\" }");

    assertEquals(1, found(Taggers.jpeg(Color.RED)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "threshold | high    | has the parameter threshold \"high\" in config.pbtxt, which must be a number",
        "threshold | 1.5     | has a parameter out of its range in config.pbtxt: threshold must be above 0 and at most 1",
        "overlap   | 0       | has a parameter out of its range in config.pbtxt: overlap must be above 0 and at most 1",
        "tiles     | 1.5     | has the parameter tiles \"1.5\" in config.pbtxt, which must be a whole number",
        "task      | poetry  | has the parameter task \"poetry\" in config.pbtxt, which must be detection or classification",
        "treshold  | 0.5     | has the parameter \"treshold\" in config.pbtxt, which a tagger does not know for detection; it knows task, family, threshold, overlap, tiles",
      })
  void open_parameterThatCannotBe_isOneSentence(String name, String value, String sentence)
      throws IOException {
    assertEquals(
        folder + " holds no model that can be served: things/1/model.onnx " + sentence,
        refusal(name, value));
  }

  @Test
  void open_unknownFamily_listsThoseThatAreKnown() throws IOException {
    String sentence = refusal("family", "yolo");

    assertTrue(
        sentence.contains(
            "has the parameter family \"yolo\" in config.pbtxt, which must be one of yolox, "),
        sentence);
  }

  @Test
  void open_labelsOfAnotherNumber_areRefused() throws IOException {
    Files.writeString(folder.resolve("things/labels.txt"), "thing\n");

    var refusal = assertThrows(MalformedRepositoryException.class, () -> Tagging.of(folder));
    assertTrue(
        refusal.getMessage().startsWith(folder + " holds no model that can be served: "),
        refusal.getMessage());
  }

  @Test
  void writeClassifier_withoutACard_saysWhatIsMissing() {
    var refusal =
        assertThrows(
            MalformedRepositoryException.class,
            () -> TaggerRepository.writeClassifier(folder, "plain", "1", Taggers.detector()));
    assertEquals(
        folder.resolve("plain")
            + " does not say how images are prepared for it; write a card into it with winnow card",
        refusal.getMessage());
  }

  /** Boxes may reach beyond the image before clipping; the wire has shares from 0 to 1. */
  @Test
  void rows_boxBeyondTheImage_isClippedOrLeftOut() {
    Tensor rows =
        DetectorTagger.rows(
            List.of(
                new DetectedObject(new Box(-0.25f, 0.5f, 0.5f, 1), 0.75f, 1),
                new DetectedObject(new Box(1.5f, 0, 0.5f, 1), 0.5f, 0)));

    assertArrayEquals(new float[] {0, 0.5f, 0.25f, 0.5f, 0.75f, 1}, rows.toArray());
  }

  /** What is said of a configuration with that parameter alone. */
  private String refusal(String name, String value) throws IOException {
    Files.writeString(
        config,
        Files.readString(config)
            .replaceAll("(?s)parameters \\{.*", "")
            .concat(
                "parameters { key: \"%s\" value { string_value: \"%s\" } } backend: \"winnow_tagger\""
                    .formatted(name, value)));
    return assertThrows(MalformedRepositoryException.class, () -> Tagging.of(folder)).getMessage();
  }

  private int found(byte[] image) {
    try (Tagging server = Tagging.of(folder)) {
      return server.ask("things", "objects", image).output("objects").shape().dim(1);
    }
  }
}
