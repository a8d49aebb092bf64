package dev.winnow.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.core.Json;
import dev.winnow.trust.Effort;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What certificates say of an audit's settings, and what its journal is known by. */
class AuditSettingsTest {
  @Test
  void toJson_allColumns_namesThemInAlphabeticalOrder() {
    var columns =
        new LabelColumns("smile", "identity", Optional.of("hair"), List.of("glasses", "hair"));

    assertEquals(
        "{\"effort\":\"quick\",\"attributes\":\"glasses, hair\",\"group\":\"hair\","
            + "\"primary\":\"smile\",\"seed\":\"3\",\"sensitive\":\"identity\",\"threads\":\"2\"}",
        Json.line(new AuditSettings(columns, Effort.QUICK, 3, 2).toJson()));
  }

  @Test
  void toJson_neitherGroupNorAttributes_leavesThemOut() {
    var columns = new LabelColumns("smile", "identity", Optional.empty(), List.of());

    assertEquals(
        "{\"effort\":\"thorough\",\"primary\":\"smile\",\"seed\":\"1\","
            + "\"sensitive\":\"identity\",\"threads\":\"1\"}",
        Json.line(new AuditSettings(columns, Effort.THOROUGH, 1, 1).toJson()));
  }
}
