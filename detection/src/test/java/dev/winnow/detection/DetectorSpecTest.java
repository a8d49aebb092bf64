package dev.winnow.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.Json;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.ModelCard;
import dev.winnow.onnx.Network;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorSpecTest {
  private static final DetectorSpec FACES =
      new DetectorSpec(DetectorFamily.YUNET, 0.25, 0.3, List.of("face"), 2);

  @Test
  void toJson_readBack_isTheSame() {
    assertEquals(FACES, read(Json.line(FACES.toJson())));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"threshold\":0.25', '\"threshold\":0', detector.threshold must be above 0 and at most 1",
    "'\"overlap\":0.3', '\"overlap\":1.5', detector.overlap must be above 0 and at most 1",
    "'\"tiles\":2', '\"tiles\":17', detector.tiles must be from 1 to 16",
    "'[\"face\"]', '[]', detector.labels must have at least one name"
  })
  void fromJson_outOfRange_namesTheField(String field, String changed, String complaint) {
    String json = Json.line(FACES.toJson()).replace(field, changed);

    var refusal = assertThrows(MalformedJsonException.class, () -> read(json));

    assertEquals(complaint, refusal.getMessage());
  }

  @Test
  void of_networkWithACard_hasItsLabels() {
    Network bare = FixedNetworks.yolox(new Box(1, 1, 1, 1), 0.5f, 0);
    List<String> own = List.of("plate", "sign");
    Network carded =
        bare.withCard(new ModelCard(own, Optional.empty(), Optional.empty(), Optional.empty()));

    assertEquals(own, DetectorSpec.of(carded).labels());
    assertEquals(List.of("0", "1"), DetectorSpec.of(bare).labels());
  }

  private static DetectorSpec read(String json) {
    return DetectorSpec.fromJson(
        Json.readObject("detector", json.getBytes(StandardCharsets.UTF_8)));
  }
}
