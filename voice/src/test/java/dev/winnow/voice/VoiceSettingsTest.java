package dev.winnow.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.UnsupportedPackageException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VoiceSettingsTest {
  @ParameterizedTest
  @EnumSource(VoiceMethod.class)
  void of_whatToMapWrote_isTheSame(VoiceMethod method) {
    VoiceSettings settings = VoiceSettings.withDefaults(method);

    assertEquals(settings, VoiceSettings.of(settings.toMap()));
    assertEquals(method.word(), settings.toMap().get("method"));
  }

  @Test
  void of_rangesAndBand_areReadAndSaid() {
    VoiceSettings settings =
        VoiceSettings.of(
            Map.of(
                "method", "mcadams", "alpha", "0.5..0.9", "draw", "session", "band", "100..7000"));

    assertEquals(new ValueRange(0.5, 0.9), settings.strength().alpha());
    assertEquals(VoiceSettings.Draw.SESSION, settings.strength().draw());
    assertEquals("mcadams, alpha 0.5..0.9", settings.text());
    assertEquals(
        "pitch-formant, -4 semitones, formants × 0.85",
        VoiceSettings.withDefaults(VoiceMethod.PITCH_FORMANT).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "robot|semitones|-4|must be one of pitch, formant, pitch-formant, mcadams, not robot",
        "pitch|semitones|0|would leave a voice nearly as it is",
        "pitch|semitones|-3..3|would leave a voice nearly as it is",
        "pitch|semitones|-13|must lie within -12..12, not be -13",
        "pitch|semitones|-3..-6|lowest..highest",
        "pitch|semitones|low|semitones: a number such as -4, or a range such as -6..-3",
        "pitch|semitones|NaN|lowest..highest",
        "pitch|alpha|0.8|[alpha] means nothing for the method pitch",
        "formant|formant-ratio|1|would leave a voice nearly as it is",
        "mcadams|alpha|0.2|must lie within 0.5..1.5",
        "mcadams|draw|daily|draw is one of [utterance, session], not daily",
        "mcadams|colour|red|there is no setting [colour]",
        "mcadams|silence|golden|silence is one of [trim, keep]",
      })
  void of_whatMeansNothing_isRefused(String method, String name, String value, String said) {
    var refusal =
        assertThrows(
            UnsupportedPackageException.class,
            () -> VoiceSettings.of(Map.of("method", method, name, value)));

    assertTrue(refusal.getMessage().contains(said), refusal.getMessage());
  }
}
