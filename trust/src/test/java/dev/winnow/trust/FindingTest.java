package dev.winnow.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.Estimate;
import dev.winnow.core.Json;
import dev.winnow.core.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindingTest {
  private static final Finding FULL =
      Finding.of("mlp", "identity.top1", "gender=f", new Estimate(0.3, 0.2, 0.4))
          .withChance(0.04)
          .withControls(OptionalDouble.of(0.9), OptionalDouble.of(0.05), OptionalDouble.of(0.04))
          .withRawBy("mlp on block_1")
          .withBound(0.5)
          .withMet(Optional.of(false));

  private static Finding read(String json) {
    return Finding.fromJson(Json.readObject("finding", json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void toJson_everyNumber_hasTheDocumentedFields() {
    assertEquals(
        """
        {"adversary":"mlp","metric":"identity.top1","group":"gender=f","value":0.3,"low":0.2,\
        "high":0.4,"chance":0.04,"raw":0.9,"rawBy":"mlp on block_1","label":0.05,"shuffled":0.04,"bound":0.5,"met":false}""",
        Json.line(FULL.toJson()));
  }

  @Test
  void fromJson_ofWritten_isTheSame() {
    Finding bare = Finding.of("knn", "information.bits", "all", Estimate.exactly(2));

    assertEquals(FULL, read(Json.line(FULL.toJson())));
    assertEquals(bare, read(Json.line(bare.toJson())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"adversary\":\"a\",\"metric\":\"m\",\"group\":\"all\",\"value\":1,\"low\":2,\"high\":1}",
        "{\"adversary\":\"a\",\"metric\":\"m\",\"group\":\"all\",\"value\":1,\"low\":0,\"high\":1,\"x\":1}",
        "{\"adversary\":\"a\",\"metric\":\"m\",\"group\":\"all\",\"value\":1,\"low\":0,\"high\":1,\"met\":1}",
        "{\"adversary\":\"a\",\"metric\":\"m\",\"group\":\"all\",\"value\":1e999,\"low\":0,\"high\":1}"
      })
  void fromJson_noFinding_isRefused(String json) {
    assertThrows(MalformedJsonException.class, () -> read(json));
  }

  @ParameterizedTest
  @CsvSource({
    "'', identity.top1, all",
    "mlp, identity top1, all",
    "mlp, identity..top1, all",
    "mlp, identity.*, all",
    "mlp, identity.top1, women",
    "mlp, identity.top1, =f"
  })
  void of_textNotOfItsForm_isRefused(String adversary, String metric, String group) {
    assertThrows(
        IllegalArgumentException.class,
        () -> Finding.of(adversary, metric, group, Estimate.exactly(0)));
  }

  @Test
  void of_numberNotFinite_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Finding.of("a", "m", "all", new Estimate(Double.POSITIVE_INFINITY, 0, 1)));
    assertThrows(IllegalArgumentException.class, () -> FULL.withBound(Double.NaN));
  }

  @Test
  void segment_columnOfAnyName_fitsIntoAMeasure() {
    String metric = "attribute." + Finding.segment("hair colour v1.2*") + ".leakage";

    assertEquals("attribute.hair_colour_v1_2_.leakage", metric);
    assertEquals(metric, Finding.of("a", metric, "all", Estimate.exactly(0)).metric());
  }
}
