package dev.winnow.app.voice;

import dev.winnow.voice.VoicePackage;
import dev.winnow.voice.VoiceSettings;
import dev.winnow.voice.activity.SpeechDetector;
import dev.winnow.voiceaudit.DisguiseSearch;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** How voices are disguised; in words, which the module {@code voice} reads. */
public final class VoiceOptions {
  private static final Set<String> OWN =
      Set.of(
          "--method",
          "--semitones",
          "--formant-ratio",
          "--alpha",
          "--draw",
          "--band",
          "--silence",
          "--vad",
          "--voice-rate",
          "--longest");

  private static final Set<String> STRENGTH =
      Set.of("--semitones", "--formant-ratio", "--alpha", "--draw");

  /** Those that {@code --method auto} searches by. */
  private static final Set<String> SEARCHING =
      Set.of(
          "--data",
          "--primary",
          "--sensitive",
          "--max-loss",
          "--seed",
          "--threads",
          "--keywords",
          "--speech-embedding");

  private static final String AUTO = "auto";

  /** The options of a build that mean something for a disguise, besides its own. */
  private static final Set<String> FITTING =
      Set.of("--filter", "--grammar", "--model-version", "--name", "--out", "--json");

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "Of a voice, what is changed: pitch (formants go with it), formant, pitch-formant (each as"
              + " asked), mcadams, or auto, which searches all of them on --data for the one that tells least"
              + " of who speaks at --max-loss points of words that --grammar or --keywords"
              + " recognise.")
  private Optional<String> method = Optional.empty();

  @Option(
      names = "--semitones",
      paramLabel = "N|N..N",
      description =
          "Of a voice: by how much the pitch moves, from -12 to 12, or from where to where it is drawn"
              + " (default: -4).")
  private Optional<String> semitones = Optional.empty();

  @Option(
      names = "--formant-ratio",
      paramLabel = "X|X..X",
      description =
          "Of a voice: factor of the formants, from 0.5 to 2, or a range; below 1 the speaker seems"
              + " larger (default: 0.85).")
  private Optional<String> formants = Optional.empty();

  @Option(
      names = "--alpha",
      paramLabel = "X|X..X",
      description =
          "Of a voice: the McAdams coefficient, from 0.5 to 1.5, or a range (default: 0.8).")
  private Optional<String> alpha = Optional.empty();

  @Option(
      names = "--draw",
      paramLabel = "WHEN",
      description = "Of a voice: when ranges are drawn from: utterance (default) or session.")
  private Optional<String> draw = Optional.empty();

  @Option(
      names = "--band",
      paramLabel = "HZ..HZ",
      description =
          "Of a voice: the frequencies that are let pass, such as 100..7000 (default: all).")
  private Optional<String> band = Optional.empty();

  @Option(
      names = "--silence",
      paramLabel = "WHAT",
      description =
          "Of a voice: what becomes of silence before and behind an utterance: trim (default) or"
              + " keep.")
  private Optional<String> silence = Optional.empty();

  @Option(
      names = "--vad",
      paramLabel = "FILE",
      description =
          "Of a voice: a voice activity detector, as winnow fetch vad writes it; nothing but speech"
              + " leaves, and only when somebody speaks.")
  private Optional<Path> detector = Optional.empty();

  @Option(
      names = "--voice-rate",
      paramLabel = "HERTZ",
      description = "Of a voice: samples a second of what leaves (default: 16000).")
  private int rate = VoicePackage.USUAL_RATE;

  @Option(
      names = "--longest",
      paramLabel = "SECONDS",
      description = "Of a voice: how long an utterance may be before it is cut (default: 10).")
  private double longest = VoicePackage.USUAL_WINDOW;

  /** Whether an option of a build means something for a disguise. */
  public static boolean fits(String option) {
    return FITTING.contains(option) || OWN.contains(option) || SEARCHING.contains(option);
  }

  /**
   * Whether the disguise is to be searched.
   *
   * @throws IllegalArgumentException if so and options say what it is, or not and options say by
   *     what is searched
   */
  boolean isSearched(Set<String> given) {
    boolean isSearched = method.filter(AUTO::equals).isPresent();
    for (String option : given) {
      if (isSearched && STRENGTH.contains(option)) {
        throw new IllegalArgumentException(
            "%s is what --method auto searches; leave one of them away".formatted(option));
      }
      if (!isSearched && SEARCHING.contains(option)) {
        throw new IllegalArgumentException(
            "%s is for --method auto; leave it away".formatted(option));
      }
    }
    return isSearched;
  }

  /**
   * The disguises that a search tries, each with the band and the silence that were asked for.
   *
   * @throws dev.winnow.core.UnsupportedPackageException if one of these is not of its form
   */
  List<VoicePackage> space() {
    return DisguiseSearch.everything().stream().map(this::around).toList();
  }

  private VoicePackage around(VoiceSettings disguise) {
    Map<String, String> words = new LinkedHashMap<>(disguise.toMap());
    band.ifPresent(word -> words.put("band", word));
    silence.ifPresent(word -> words.put("silence", word));
    return packed(VoiceSettings.of(words));
  }

  /**
   * The disguise that was asked for.
   *
   * @throws IllegalArgumentException if no method is given, or an option is out of its range
   * @throws dev.winnow.core.UnsupportedPackageException if an option is not of its form, or means
   *     nothing for the method
   */
  VoicePackage disguise() {
    if (method.isEmpty()) {
      throw new IllegalArgumentException(
          "--filter voice needs --method: pitch, formant, pitch-formant, mcadams or auto");
    }
    Map<String, String> words = new LinkedHashMap<>();
    method.ifPresent(word -> words.put("method", word));
    semitones.ifPresent(word -> words.put("semitones", word));
    formants.ifPresent(word -> words.put("formant-ratio", word));
    alpha.ifPresent(word -> words.put("alpha", word));
    draw.ifPresent(word -> words.put("draw", word));
    band.ifPresent(word -> words.put("band", word));
    silence.ifPresent(word -> words.put("silence", word));
    return packed(VoiceSettings.of(words));
  }

  private VoicePackage packed(VoiceSettings settings) {
    VoicePackage voice = VoicePackage.of(settings, rate, longest);
    return detector.map(SpeechDetector::read).map(voice::withDetector).orElse(voice);
  }
}
