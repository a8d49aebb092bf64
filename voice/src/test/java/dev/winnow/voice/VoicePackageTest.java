package dev.winnow.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Digest;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Provenance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VoicePackageTest {
  private static final VoicePackage VOICE =
      VoicePackage.of(VoiceSettings.withDefaults(VoiceMethod.PITCH), 16_000, 4);
  private static final Provenance PROVENANCE = Provenance.here(Map.of());

  @Test
  void packed_withARecogniser_namesItByItsDigest() {
    AnalyzerSpec digits =
        new AnalyzerSpec(List.of(VoicePackage.WORDS), Digest.of(new byte[] {1, 2}));

    assertEquals(digits, VOICE.packed("house", "1", digits, PROVENANCE).manifest().analyzer());
  }

  @Test
  void packed_withAnAnalyzerOfSomethingElse_isRefused() {
    OutputHead.Text untimed = new OutputHead.Text("words", Optional.empty(), Optional.empty());
    AnalyzerSpec other = new AnalyzerSpec(List.of(untimed), Digest.of(new byte[0]));

    var e =
        assertThrows(
            IllegalArgumentException.class, () -> VOICE.packed("house", "1", other, PROVENANCE));

    assertEquals(
        "the analyzer of a voice answers words with times and confidence, this one does not",
        e.getMessage());
  }
}
