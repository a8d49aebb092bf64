package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelCardTest {
  @Test
  void readFrom_ofAdded_isTheSameCardAndKeepsOtherMetadata() {
    ModelCard card =
        ModelCard.of(List.of("male", "female"), Manifests.preprocessing()).from("MIT", "somewhere");

    Map<String, String> metadata = card.addTo(Map.of("author", "x"));

    assertEquals(card, ModelCard.readFrom(metadata));
    assertEquals("x", metadata.get("author"));
  }

  @Test
  void readFrom_noCard_isEmpty() {
    assertEquals(ModelCard.empty(), ModelCard.readFrom(Map.of()));
  }

  @Test
  void readFrom_brokenCard_isRefused() {
    assertThrows(
        MalformedJsonException.class, () -> ModelCard.readFrom(Map.of("winnow.card", "{}")));
  }

  @Test
  void withPreprocessing_other_replacesIt() {
    ImageSpec cropped = Manifests.preprocessing().withCrop(1);

    assertEquals(
        Optional.of(cropped), ModelCard.empty().withPreprocessing(cropped).preprocessing());
  }
}
