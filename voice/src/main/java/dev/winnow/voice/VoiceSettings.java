package dev.winnow.voice;

import dev.winnow.core.EnumJson;
import dev.winnow.core.UnsupportedPackageException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a voice is disguised.
 *
 * @param method what is changed
 * @param strength by how much
 * @param band of frequencies in hertz that is let pass; empty for all
 * @param silence what becomes of what is silent before and behind an utterance
 */
public record VoiceSettings(
    VoiceMethod method, Strength strength, Optional<ValueRange> band, Silence silence) {
  private static final Set<String> NAMES =
      Set.of("method", "semitones", "formant-ratio", "alpha", "draw", "band", "silence");

  /** When numbers are drawn from their ranges. */
  public enum Draw {
    /** For every utterance anew. */
    UTTERANCE,
    /** Once, when the node begins. */
    SESSION
  }

  /** What becomes of what is silent before and behind an utterance. */
  public enum Silence {
    /** It is cut off: the sound of a room tells where somebody is. */
    TRIM,
    /** It is sent. */
    KEEP
  }

  /**
   * By how much a voice is changed. What a method does not change plays no part in it.
   *
   * @param semitones by which the pitch moves, from −12 to 12, at least 1 up or down
   * @param formants factor of the formants, from 0.5 to 2, at most 0.95 or at least 1.05
   * @param alpha the McAdams coefficient, from 0.5 to 1.5, at most 0.95 or at least 1.05
   * @param draw when numbers are drawn
   */
  public record Strength(ValueRange semitones, ValueRange formants, ValueRange alpha, Draw draw) {
    /**
     * @throws IllegalArgumentException if a range is not within its limits, or holds a number at
     *     which hardly anything would change
     */
    public Strength {
      require("semitones", semitones, new ValueRange(-12, 12), new ValueRange(-1, 1));
      require("formant-ratio", formants, new ValueRange(0.5, 2), new ValueRange(0.95, 1.05));
      require("alpha", alpha, new ValueRange(0.5, 1.5), new ValueRange(0.95, 1.05));
    }

    private static void require(
        String name, ValueRange range, ValueRange most, ValueRange unchanged) {
      if (range.low() < most.low() || range.high() > most.high()) {
        throw new IllegalArgumentException(
            "%s must lie within %s, not be %s".formatted(name, most.brief(), range.brief()));
      }
      if (range.high() > unchanged.low() && range.low() < unchanged.high()) {
        throw new IllegalArgumentException(
            "%s %s would leave a voice nearly as it is; stay out of what lies between %s and %s"
                .formatted(
                    name,
                    range.brief(),
                    ValueRange.fixed(unchanged.low()).brief(),
                    ValueRange.fixed(unchanged.high()).brief()));
      }
    }
  }

  /** Four semitones lower, formants 15 % lower, McAdams coefficient 0.8; silence is cut off. */
  public static VoiceSettings withDefaults(VoiceMethod method) {
    return new VoiceSettings(
        method,
        new Strength(
            ValueRange.fixed(-4), ValueRange.fixed(0.85), ValueRange.fixed(0.8), Draw.UTTERANCE),
        Optional.empty(),
        Silence.TRIM);
  }

  /** In words, by name, as a manifest has them; read back by {@link #of}. */
  public Map<String, String> toMap() {
    Map<String, String> words = new TreeMap<>();
    words.put("method", method.word());
    if (method.movesPitch()) {
      words.put("semitones", strength.semitones.toString());
    }
    if (method.movesFormants()) {
      words.put("formant-ratio", strength.formants.toString());
    }
    if (method == VoiceMethod.MCADAMS) {
      words.put("alpha", strength.alpha.toString());
    }
    words.put("draw", EnumJson.word(strength.draw));
    band.ifPresent(range -> words.put("band", range.toString()));
    words.put("silence", EnumJson.word(silence));
    return words;
  }

  /**
   * Reads a manifest's words. The method must be there; other names that are missing have their
   * default.
   *
   * @throws UnsupportedPackageException if a name is unknown, means nothing for the method, or has
   *     a value that is not of its form
   */
  public static VoiceSettings of(Map<String, String> words) {
    try {
      VoiceMethod method = VoiceMethod.of(words.getOrDefault("method", "none"));
      Map<String, String> all = withDefaults(method).toMap();
      Set<String> unknown = new TreeSet<>(words.keySet());
      unknown.removeAll(all.keySet());
      unknown.remove("band");
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException(
            NAMES.containsAll(unknown)
                ? "%s means nothing for the method %s".formatted(unknown, method.word())
                : "there is no setting %s; there are %s".formatted(unknown, new TreeSet<>(NAMES)));
      }
      all.putAll(words);
      return read(method, all);
    } catch (IllegalArgumentException e) {
      throw new UnsupportedPackageException(
          "the voice's settings are not understood: " + e.getMessage());
    }
  }

  private static VoiceSettings read(VoiceMethod method, Map<String, String> words) {
    Strength usual = withDefaults(method).strength;
    return new VoiceSettings(
        method,
        new Strength(
            range(words, "semitones").orElse(usual.semitones),
            range(words, "formant-ratio").orElse(usual.formants),
            range(words, "alpha").orElse(usual.alpha),
            constant("draw", words, Draw.values())),
        range(words, "band"),
        constant("silence", words, Silence.values()));
  }

  private static Optional<ValueRange> range(Map<String, String> words, String name) {
    try {
      return Optional.ofNullable(words.get(name)).map(ValueRange::parse);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static <E extends Enum<E>> E constant(String name, Map<String, String> words, E[] all) {
    String word = words.getOrDefault(name, "");
    List<String> known = Arrays.stream(all).map(EnumJson::word).toList();
    int at = known.indexOf(word);
    if (at < 0) {
      throw new IllegalArgumentException("%s is one of %s, not %s".formatted(name, known, word));
    }
    return all[at];
  }

  /** What is done, for people, such as {@code mcadams, alpha 0.5..0.9}. */
  public String text() {
    StringBuilder text = new StringBuilder(method.word());
    if (method.movesPitch()) {
      text.append(", ").append(strength.semitones.brief()).append(" semitones");
    }
    if (method.movesFormants()) {
      text.append(", formants × ").append(strength.formants.brief());
    }
    if (method == VoiceMethod.MCADAMS) {
      text.append(", alpha ").append(strength.alpha.brief());
    }
    return text.toString();
  }
}
