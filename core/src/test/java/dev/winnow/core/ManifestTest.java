package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    assertEquals(0.25, noisy.toJson().get("clip").doubleValue());
    assertEquals("gaussian", noisy.toJson().get("mechanism").get("kind").textValue());
  }

  @Test
  void toJson_withoutClipAndMechanism_doesNotNameThem() {
    ObjectNode json = Manifests.manifest().toJson();

    assertFalse(json.has("clip") || json.has("mechanism"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind", "bounds", "permanent-sigma", "fresh-sigma"})
  void fromJson_mechanismFieldMissing_isNamed(String field) {
    ObjectNode json = Manifests.randomised().toJson();
    ((ObjectNode) json.get("mechanism")).remove(field);

    var refusal = assertThrows(MalformedJsonException.class, () -> read(json));

    assertTrue(refusal.getMessage().contains("\"" + field + "\""), refusal.getMessage());
  }

  @Test
  void fromJson_mechanismFieldUnknown_isRefusedAndNamed() {
    ObjectNode json = Manifests.randomised().toJson();
    ((ObjectNode) json.get("mechanism")).put("surprise", 1);

    var refusal = assertThrows(MalformedJsonException.class, () -> read(json));

    assertTrue(refusal.getMessage().contains("\"surprise\""), refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "/clip, 0",
    "/clip, -1",
    "/clip, 1e999",
    "/clip, \"wide\"",
    "/clip, null",
    "/mechanism, null",
    "/mechanism, {}",
    "/mechanism/kind, \"loud\"",
    "/mechanism/kind, \"randomized-response\"",
    "/mechanism/permanent-sigma, -1",
    "/mechanism/permanent-sigma, 1e999",
    "/mechanism/fresh-sigma, \"NaN\"",
    "/mechanism/bounds, []",
    "/mechanism/bounds, '[{\"low\":0,\"high\":1}]'",
    "/mechanism/bounds, '[{\"low\":0,\"high\":1},{\"low\":0,\"high\":0},{\"low\":0,\"high\":1}]'",
    "/mechanism/bounds, '[{\"low\":0,\"high\":1},{\"low\":1,\"high\":0},{\"low\":0,\"high\":1}]'",
    "/mechanism/bounds, '[{\"low\":0,\"high\":1},{\"low\":0,\"high\":1e30},{\"low\":0,\"high\":1}]'",
    "/mechanism/bounds, '[0, 1, 2]'",
    "/feature/shape, '[4]'",
    "/feature/shape, '[1, 3]'"
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
        "/input",
        "/cut/layer",
        "/feature/shape",
        "/answers/0/labels",
        "/digests/extractor",
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
      strings = {"", "/preprocessing", "/cut", "/feature", "/answers/0", "/digests", "/provenance"})
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
    "'', embedding, magic",
    "/feature, type, FP64",
    "/preprocessing, fit, tear",
    "/preprocessing, modality, smell",
    "/digests, analyzer, sha256:12"
  })
  void fromJson_valueOutOfRange_isRefused(String parent, String field, String value) {
    ObjectNode json = Manifests.manifest().toJson();
    ((ObjectNode) json.at(parent)).put(field, value);

    assertThrows(MalformedJsonException.class, () -> read(json));
  }

  @Test
  void fromJson_noAnswerOrTwoOfOneName_isRefused() {
    ObjectNode none = Manifests.manifest().toJson();
    none.putArray("answers");
    ObjectNode twice = Manifests.manifest().toJson();
    ((ArrayNode) twice.get("answers")).add(twice.at("/answers/0").deepCopy());

    for (ObjectNode json : List.of(none, twice)) {
      var refusal = assertThrows(MalformedJsonException.class, () -> read(json));
      assertTrue(refusal.getMessage().contains("answers"), refusal.getMessage());
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
