package dev.winnow.voiceaudit;

import dev.winnow.voice.VoiceMethod;
import dev.winnow.voice.VoiceSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Disguises that are tried: each method, weakly and strongly, up and down, and drawn from a range
 * for every utterance. Weak ones first, which cost fewer words.
 */
final class SearchSpace {
  private static final List<String> SEMITONES =
      List.of("-2.0", "2.0", "-4.0", "4.0", "-7.0", "7.0", "-7.0..-2.0", "2.0..7.0");
  private static final List<String> FORMANTS =
      List.of("0.9", "1.1", "0.8", "1.25", "0.7", "1.4", "0.7..0.9", "1.1..1.4");
  private static final List<String> ALPHAS =
      List.of("0.9", "1.1", "0.8", "1.25", "0.7", "1.4", "0.7..0.9", "1.1..1.4");
  private static final List<List<String>> BOTH =
      List.of(
          List.of("-2.0", "0.9"),
          List.of("2.0", "1.1"),
          List.of("-3.0", "1.15"),
          List.of("3.0", "0.87"),
          List.of("-4.0", "0.8"),
          List.of("4.0", "1.25"),
          List.of("-7.0..-2.0", "0.75..0.95"),
          List.of("2.0..7.0", "1.05..1.3"));

  private SearchSpace() {}

  /** All of them. */
  static List<VoiceSettings> all() {
    List<VoiceSettings> all = new ArrayList<>();
    SEMITONES.forEach(s -> all.add(of(VoiceMethod.PITCH, Map.of("semitones", s))));
    FORMANTS.forEach(f -> all.add(of(VoiceMethod.FORMANT, Map.of("formant-ratio", f))));
    BOTH.forEach(
        both ->
            all.add(
                of(
                    VoiceMethod.PITCH_FORMANT,
                    Map.of("semitones", both.get(0), "formant-ratio", both.get(1)))));
    ALPHAS.forEach(a -> all.add(of(VoiceMethod.MCADAMS, Map.of("alpha", a))));
    return all;
  }

  private static VoiceSettings of(VoiceMethod method, Map<String, String> numbers) {
    Map<String, String> words = new LinkedHashMap<>(numbers);
    words.put("method", method.word());
    return VoiceSettings.of(words);
  }
}
