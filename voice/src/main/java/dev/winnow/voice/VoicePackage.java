package dev.winnow.voice;

import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.AudioSpec;
import dev.winnow.core.CaptureFilter;
import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Manifest;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Provenance;
import dev.winnow.core.UnsupportedPackageException;
import dev.winnow.voice.activity.SpeechDetector;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A disguise of voices as an extractor package has it.
 *
 * @param settings of the disguise
 * @param released rate of what leaves, and the most samples of one utterance
 * @param detector of speech, where nothing else leaves
 */
public record VoicePackage(
    VoiceSettings settings, AudioSpec released, Optional<SpeechDetector> detector) {
  /** What a recogniser of speech answers: words, with their times and how sure it is of each. */
  public static final OutputHead.Text WORDS =
      new OutputHead.Text("words", Optional.of("times"), Optional.of("confidence"));

  /** In samples per second: what recognisers of speech take. */
  public static final int USUAL_RATE = 16_000;

  /** In seconds. */
  public static final double USUAL_WINDOW = 10;

  private static final int LEAST_RATE = 8_000;
  private static final int MOST_RATE = 48_000;
  private static final double LEAST_WINDOW = 1;
  private static final double MOST_WINDOW = 600;

  /**
   * @throws IllegalArgumentException if the rate, the window or the band is out of its range, or
   *     silence is kept where nothing but speech leaves
   */
  public VoicePackage {
    int rate = released.rate();
    double window = (double) released.samples() / rate;
    if (rate < LEAST_RATE || rate > MOST_RATE) {
      throw new IllegalArgumentException(
          "the rate must be from %,d to %,d, not %,d".formatted(LEAST_RATE, MOST_RATE, rate));
    }
    if (!(window >= LEAST_WINDOW && window <= MOST_WINDOW)) {
      throw new IllegalArgumentException(
          "an utterance must end after 1 to 600 s at the latest, not %s".formatted(window));
    }
    settings
        .band()
        .ifPresent(
            band -> {
              if (!(band.low() > 0 && band.high() > band.low() && band.high() < rate / 2.0)) {
                throw new IllegalArgumentException(
                    "the band must lie between 0 and %d Hz, half the rate, not be %s"
                        .formatted(rate / 2, band.brief()));
              }
            });
    if (detector.isPresent() && settings.silence() == VoiceSettings.Silence.KEEP) {
      throw new IllegalArgumentException(
          "where nothing but speech leaves, silence cannot be kept; leave one of both away");
    }
  }

  /**
   * A disguise of voices.
   *
   * @param rate of what leaves, in samples per second, from 8,000 to 48,000
   * @param window the longest utterance, in seconds, from 1 to 600
   * @throws IllegalArgumentException if the rate, the window or the band is out of its range
   */
  public static VoicePackage of(VoiceSettings settings, int rate, double window) {
    double samples = Math.max(1, Math.min(1 << 26, window * rate));
    return new VoicePackage(
        settings, AudioSpec.of(rate, (int) Math.round(samples)), Optional.empty());
  }

  /**
   * The same with a detector of speech: nothing else leaves.
   *
   * @throws IllegalArgumentException if silence is kept
   */
  public VoicePackage withDetector(SpeechDetector speech) {
    return new VoicePackage(settings, released, Optional.of(speech));
  }

  /** What is done, for people. */
  public String text() {
    return settings.text() + (detector.isPresent() ? "; nothing but speech" : "");
  }

  /**
   * A package without a certificate. Its analyzer is any recogniser of speech that answers in
   * {@link #WORDS}: the package names none by its digest.
   *
   * @param name of the service
   * @param version of the service, a positive number in digits
   */
  public ExtractorPackage packed(String name, String version, Provenance provenance) {
    AnalyzerSpec any = new AnalyzerSpec(List.of(WORDS), Digest.of(new byte[0]));
    return packed(name, version, any, provenance);
  }

  /**
   * A package without a certificate, for one recogniser of speech.
   *
   * @param name of the service
   * @param version of the service, a positive number in digits
   * @param recogniser that answers in {@link #WORDS}, named by its digest
   * @throws IllegalArgumentException if it answers otherwise
   */
  public ExtractorPackage packed(
      String name, String version, AnalyzerSpec recogniser, Provenance provenance) {
    if (!recogniser.heads().equals(List.of(WORDS))) {
      throw new IllegalArgumentException(
          "the analyzer of a voice answers words with times and confidence, this one does not");
    }
    return ExtractorPackage.of(
        new Manifest(
            name,
            version,
            released,
            new CaptureFilter(
                CaptureFilter.Method.VOICE,
                settings.toMap(),
                detector.map(SpeechDetector::part).stream().toList()),
            recogniser,
            provenance),
        detector.map(speech -> Map.of(speech.part().name(), speech.network())).orElse(Map.of()));
  }

  /**
   * Reads the disguise of a package.
   *
   * @throws UnsupportedPackageException if it is none, or its settings are not understood
   */
  public static VoicePackage of(ExtractorPackage extractor) {
    Manifest manifest = extractor.manifest();
    CaptureFilter filter = manifest.filter();
    if (filter.method() != CaptureFilter.Method.VOICE
        || filter.parts().size() > 1
        || !(manifest.preprocessing() instanceof AudioSpec released)) {
      throw new UnsupportedPackageException(
          manifest.name() + " is no disguise of voices; build it again");
    }
    Optional<SpeechDetector> detector =
        filter.parts().stream()
            .map(part -> SpeechDetector.of(part, extractor.file(part.name())))
            .findFirst();
    try {
      return new VoicePackage(VoiceSettings.of(filter.settings()), released, detector);
    } catch (IllegalArgumentException e) {
      throw new UnsupportedPackageException(
          "%s is not understood: %s".formatted(manifest.name(), e.getMessage()));
    }
  }
}
