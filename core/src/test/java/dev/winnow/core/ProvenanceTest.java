package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
  private static Provenance readBack(Provenance provenance) {
    byte[] text = Json.line(provenance.toJson()).getBytes(StandardCharsets.UTF_8);
    return Provenance.fromJson(Json.readObject("provenance", text));
  }

  @Test
  void fromJson_ofToJson_isTheSame() {
    Provenance without = Provenance.here(Map.of("winnow", "0.1"));
    Provenance with = without.from(42, Digest.of(new byte[0]));

    assertEquals(without, readBack(without));
    assertEquals(with, readBack(with));
  }

  @Test
  void here_platform_namesTheJava() {
    assertTrue(
        Provenance.here(Map.of()).platform().startsWith("Java " + Runtime.version().feature()));
  }
}
