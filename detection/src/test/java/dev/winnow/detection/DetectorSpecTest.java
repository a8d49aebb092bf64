package dev.winnow.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.ModelCard;
import dev.winnow.onnx.Network;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorSpecTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.3, 2, threshold must be above 0 and at most 1",
    "0.25, 1.5, 2, overlap must be above 0 and at most 1",
    "0.25, 0.3, 17, tiles must be from 1 to 16"
  })
  void new_outOfRange_namesTheSetting(
      double threshold, double overlap, int tiles, String complaint) {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new DetectorSpec(DetectorFamily.YUNET, threshold, overlap, List.of("face"), tiles));

    assertTrue(refusal.toString().contains(complaint), refusal.toString());
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
}
