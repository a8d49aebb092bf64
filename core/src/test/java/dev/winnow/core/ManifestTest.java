package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private static Manifest read(ObjectNode json) {
    return Manifest.fromJson(Json.line(json).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void fromJson_ofToJson_isTheSameManifest() {
    assertEquals(Manifests.manifest(), read(Manifests.manifest().toJson()));
  }

  @Test
  void fromJson_ofToJsonWithClipAndMechanism_isTheSameManifest() {
    Manifest noisy = Manifests.randomised();

    assertEquals(noisy, read(noisy.toJson()));
    assertEquals(0.25, noisy.toJson().at("/extractor/feature/clip").doubleValue());
    assertEquals("gaussian", noisy.toJson().at("/extractor/mechanism/kind").textValue());
  }

  @Test
  void fromJson_ofToJsonWithCodewords_isTheSameManifest() {
    Manifest rounded = Manifests.randomised().withMechanism(codewords());

    assertEquals(rounded, read(rounded.toJson()));
    assertEquals(-0.5, rounded.toJson().at("/extractor/mechanism/codewords/1/1").doubleValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[[0,0,0]]",
        "[[0,0,0],[0,0,0]]",
        "[[0,0,0],[0,0]]",
        "[[0,0,0],[0,0,5]]",
        "[[0,0,0],[0,0,\"1\"]]",
        "[0,0,0]",
        "{}"
      })
  void fromJson_codewordsOutOfRange_areRefused(String value) {
    ObjectNode json = Manifests.randomised().withMechanism(codewords()).toJson();
    ((ObjectNode) json.at("/extractor/mechanism")).put("codewords", "HERE");
    String text = Json.line(json).replace("\"HERE\"", value);

    assertThrows(
        MalformedJsonException.class,
        () -> Manifest.fromJson(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Mechanism codewords() {
    List<Interval> bounds =
        List.of(new Interval(-1, 1), new Interval(-0.5, 2), new Interval(0, 0.25));
    return new RandomizedResponse(
        new Quantizer.Vector(bounds, List.of(List.of(0.0, 0.0, 0.0), List.of(1.0, -0.5, 0.2))),
        0,
        0.1);
  }

  @Test
  void toJson_withoutClipAndMechanism_doesNotNameThem() {
    JsonNode extractor = Manifests.manifest().toJson().get("extractor");

    assertFalse(extractor.get("feature").has("clip") || extractor.has("mechanism"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind", "bounds", "permanent-sigma", "fresh-sigma"})
  void fromJson_mechanismFieldMissing_isNamed(String field) {
    ObjectNode json = Manifests.randomised().toJson();
    ((ObjectNode) json.at("/extractor/mechanism")).remove(field);

    var refusal = assertThrows(MalformedJsonException.class, () -> read(json));

    assertTrue(refusal.getMessage().contains("\"" + field + "\""), refusal.getMessage());
  }

  @Test
  void fromJson_mechanismFieldUnknown_isRefusedAndNamed() {
    ObjectNode json = Manifests.randomised().toJson();
    ((ObjectNode) json.at("/extractor/mechanism")).put("surprise", 1);

    var refusal = assertThrows(MalformedJsonException.class, () -> read(json));

    assertTrue(refusal.getMessage().contains("\"surprise\""), refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "/extractor/feature/clip, 0",
    "/extractor/feature/clip, -1",
    "/extractor/feature/clip, 1e999",
    "/extractor/feature/clip, \"wide\"",
    "/extractor/feature/clip, null",
    "/extractor/mechanism, null",
    "/extractor/mechanism, {}",
    "/extractor/mechanism/kind, \"loud\"",
    "/extractor/mechanism/kind, \"randomized-response\"",
    "/extractor/mechanism/permanent-sigma, -1",
    "/extractor/mechanism/permanent-sigma, 1e999",
    "/extractor/mechanism/fresh-sigma, \"NaN\"",
    "/extractor/mechanism/bounds, []",
    "/extractor/mechanism/bounds, '[{\"low\":0,\"high\":1}]'",
    "/extractor/mechanism/bounds, '[{\"low\":0,\"high\":1},{\"low\":0,\"high\":0},{\"low\":0,\"high\":1}]'",
    "/extractor/mechanism/bounds, '[{\"low\":0,\"high\":1},{\"low\":1,\"high\":0},{\"low\":0,\"high\":1}]'",
    "/extractor/mechanism/bounds, '[{\"low\":0,\"high\":1},{\"low\":0,\"high\":1e30},{\"low\":0,\"high\":1}]'",
    "/extractor/mechanism/bounds, '[0, 1, 2]'",
    "/extractor/feature/shape, '[4]'",
    "/extractor/feature/shape, '[1, 3]'"
  })
  void fromJson_clipOrMechanismOutOfRange_isRefused(String pointer, String value) {
    String name = pointer.substring(pointer.lastIndexOf('/') + 1);
    ObjectNode json = Manifests.randomised().toJson();
    ((ObjectNode) json.at(pointer.substring(0, pointer.lastIndexOf('/')))).put(name, "HERE");
    String text = Json.line(json).replace("\"HERE\"", value);

    assertThrows(
        MalformedJsonException.class,
        () -> Manifest.fromJson(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/name",
        "/version",
        "/preprocessing/crop",
        "/extractor/kind",
        "/extractor/input",
        "/extractor/cut/layer",
        "/extractor/cut/edge-share",
        "/extractor/feature/shape",
        "/extractor/digest",
        "/analyzer/heads/0/labels",
        "/analyzer/heads/0/type",
        "/analyzer/digest",
        "/provenance/platform"
      })
  void fromJson_fieldMissing_isNamed(String pointer) {
    ObjectNode json = Manifests.manifest().toJson();
    String parent = pointer.substring(0, pointer.lastIndexOf('/'));
    String field = pointer.substring(pointer.lastIndexOf('/') + 1);
    ((ObjectNode) json.at(parent)).remove(field);

    var refusal = assertThrows(MalformedJsonException.class, () -> read(json));

    assertTrue(refusal.getMessage().contains("\"" + field + "\""), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/preprocessing",
        "/extractor",
        "/extractor/cut",
        "/extractor/feature",
        "/analyzer",
        "/analyzer/heads/0",
        "/provenance"
      })
  void fromJson_fieldUnknown_isRefusedAndNamed(String parent) {
    ObjectNode json = Manifests.manifest().toJson();
    ((ObjectNode) json.at(parent)).put("surprise", 1);

    var refusal = assertThrows(MalformedJsonException.class, () -> read(json));

    assertTrue(refusal.getMessage().contains("\"surprise\""), refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "'', format, winnow-extractor/9",
    "'', name, ../etc",
    "'', version, 0",
    "/extractor, kind, spell",
    "/extractor, embedding, magic",
    "/extractor/cut, edge-share, 1.5",
    "/extractor/feature, type, FP64",
    "/analyzer/heads/0, type, oracle",
    "/preprocessing, fit, tear",
    "/preprocessing, modality, smell",
    "/analyzer, digest, sha256:12"
  })
  void fromJson_valueOutOfRange_isRefused(String parent, String field, String value) {
    ObjectNode json = Manifests.manifest().toJson();
    ((ObjectNode) json.at(parent)).set(field, value(value));

    assertThrows(MalformedJsonException.class, () -> read(json));
  }

  private static JsonNode value(String text) {
    return text.matches("[0-9.]+")
        ? DoubleNode.valueOf(Double.parseDouble(text))
        : TextNode.valueOf(text);
  }

  static Stream<OutputHead> heads() {
    return Stream.of(
        new OutputHead.Classification("probabilities", List.of("male", "female")),
        new OutputHead.Regression("age", Optional.of("years")),
        new OutputHead.Regression("score", Optional.empty()),
        new OutputHead.Detection("objects", List.of("person", "car")),
        new OutputHead.Text("transcript"),
        new OutputHead.Text("words", Optional.of("times"), Optional.of("confidence")));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void fromJson_anyHead_isTheSameAndReadAsWhatItIs(OutputHead head) {
    Manifest own = Manifests.manifest();
    Manifest manifest =
        new Manifest(
            own.name(),
            own.version(),
            own.preprocessing(),
            own.extractor(),
            new AnalyzerSpec(List.of(head), own.analyzer().digest()),
            own.provenance());

    assertEquals(manifest, read(manifest.toJson()));
    if (head instanceof OutputHead.Classification) {
      assertEquals(List.of(head), manifest.classifications());
    } else {
      var refusal = assertThrows(UnsupportedPackageException.class, manifest::classifications);
      assertTrue(refusal.getMessage().contains(head.word()), refusal.getMessage());
    }
  }

  @Test
  void fromJson_captureFilter_isTheSameAndNoNetwork() {
    Manifest own = Manifests.manifest();
    Manifest mask =
        new Manifest(
            "street",
            "1",
            own.preprocessing(),
            new CaptureFilter(
                CaptureFilter.Method.MASK,
                Map.of("shape", "ellipse"),
                List.of(
                    new CaptureFilter.Part(
                        "faces.onnx", own.network().digest(), Map.of("threshold", "0.3")))),
            own.analyzer(),
            own.provenance());

    assertEquals(mask, read(mask.toJson()));
    var refusal = assertThrows(UnsupportedPackageException.class, mask::network);
    assertTrue(refusal.getMessage().startsWith("street is a capture filter"), refusal.getMessage());
  }

  @Test
  void fromJson_noHeadOrTwoOfOneName_isRefused() {
    ObjectNode none = Manifests.manifest().toJson();
    ((ObjectNode) none.get("analyzer")).putArray("heads");
    ObjectNode twice = Manifests.manifest().toJson();
    ((ArrayNode) twice.at("/analyzer/heads")).add(twice.at("/analyzer/heads/0").deepCopy());

    for (ObjectNode json : List.of(none, twice)) {
      var refusal = assertThrows(MalformedJsonException.class, () -> read(json));
      assertTrue(refusal.getMessage().contains("heads"), refusal.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({"crop, 0", "crop, 1.5", "width, 0", "height, 100000000"})
  void fromJson_preprocessingOutOfRange_isRefused(String field, double value) {
    ObjectNode json = Manifests.manifest().toJson();
    ((ObjectNode) json.get("preprocessing")).put(field, value);

    assertThrows(MalformedJsonException.class, () -> read(json));
  }
}
