package dev.winnow.voice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What of a voice is changed. */
public enum VoiceMethod {
  /** The pitch, and all formants with it. */
  PITCH,
  /** All formants; the pitch stays. */
  FORMANT,
  /** The pitch and all formants, each by what is asked of it. */
  PITCH_FORMANT,
  /** Formants, by the McAdams coefficient; the pitch stays. */
  MCADAMS;

  /** The word used in files and for people, such as {@code pitch-formant}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The words of all. */
  public static List<String> words() {
    return Arrays.stream(values()).map(VoiceMethod::word).toList();
  }

  /**
   * The method of a word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static VoiceMethod of(String word) {
    return Stream.of(values())
        .filter(method -> method.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the method must be one of %s, not %s"
                        .formatted(String.join(", ", words()), word)));
  }

  boolean movesPitch() {
    return this == PITCH || this == PITCH_FORMANT;
  }

  boolean movesFormants() {
    return this == FORMANT || this == PITCH_FORMANT;
  }
}
