package dev.winnow.voiceaudit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.voice.ValueRange;
import dev.winnow.voice.VoicePackage;
import dev.winnow.voice.VoiceSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InverseSettingsTest {
  @Test
  void of_fixedPitch_isTheSameTheOtherWay() {
    List<VoicePackage> inverses = inverses(Map.of("method", "pitch", "semitones", "-4"));

    assertEquals(1, inverses.size());
    assertEquals(ValueRange.fixed(4), inverses.get(0).settings().strength().semitones());
  }

  @Test
  void of_range_isSearchedFromEndToEnd() {
    List<VoicePackage> inverses =
        inverses(Map.of("method", "formant", "formant-ratio", "0.5..0.8"));

    List<Double> ratios =
        inverses.stream().map(v -> v.settings().strength().formants().low()).toList();
    assertEquals(4, ratios.size());
    assertEquals(2, ratios.get(0), 1e-9);
    assertEquals(1.25, ratios.get(3), 1e-9);
  }

  @Test
  void of_twoRanges_isSearchedInBoth() {
    Map<String, String> both =
        Map.of("method", "pitch-formant", "semitones", "-6..-3", "formant-ratio", "0.8..0.9");

    assertEquals(16, inverses(both).size());
  }

  /** One over a coefficient of a half is more than a disguise may have. */
  @Test
  void of_whatHasNoInverse_isAsFarAsItGoes() {
    List<VoicePackage> inverses = inverses(Map.of("method", "mcadams", "alpha", "0.5"));

    assertEquals(ValueRange.fixed(1.5), inverses.get(0).settings().strength().alpha());
  }

  /** One over 1.05 is more than 0.95, where a voice would stay nearly as it is. */
  @Test
  void of_theLeastThatADisguiseMayDo_isTheLeastTheOtherWay() {
    List<VoicePackage> up = inverses(Map.of("method", "formant", "formant-ratio", "1.05..1.3"));
    List<VoicePackage> down = inverses(Map.of("method", "mcadams", "alpha", "0.95"));

    assertEquals(ValueRange.fixed(0.95), up.get(0).settings().strength().formants());
    assertEquals(1 / 0.95, down.get(0).settings().strength().alpha().low(), 1e-9);
  }

  private static List<VoicePackage> inverses(Map<String, String> settings) {
    return InverseSettings.of(VoicePackage.of(VoiceSettings.of(settings), 16_000, 10));
  }
}
