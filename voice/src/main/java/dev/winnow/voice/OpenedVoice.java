package dev.winnow.voice;

import dev.winnow.voice.activity.SpeechDetector;
import dev.winnow.voice.activity.SpeechProbability;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A package's disguise, and its detector if it has one, ready for one run: what is drawn per
 * session is drawn. For one recording at a time. Whoever opens it closes it; what is being cut then
 * ends.
 */
final class OpenedVoice implements AutoCloseable {
  private final VoicePackage voice;
  private final VoiceDisguise disguise;
  private final Optional<SpeechProbability> probability;

  private OpenedVoice(
      VoicePackage voice, RandomGenerator random, Optional<SpeechProbability> probability) {
    this.voice = voice;
    this.disguise = VoiceDisguise.of(voice.settings(), voice.released().rate(), random);
    this.probability = probability;
  }

  /**
   * Opens a package.
   *
   * @param random a {@link java.security.SecureRandom}, except where what leaves is measured
   */
  static OpenedVoice of(VoicePackage voice, RandomGenerator random) {
    int rate = voice.released().rate();
    return new OpenedVoice(voice, random, voice.detector().map(detector -> detector.open(rate)));
  }

  /** One with another detector than the package's. */
  static OpenedVoice of(VoicePackage voice, RandomGenerator random, SpeechProbability probability) {
    return new OpenedVoice(voice, random, Optional.of(probability));
  }

  /** Whether nothing but speech leaves. */
  boolean detects() {
    return probability.isPresent();
  }

  /** The rate of what leaves. */
  int rate() {
    return voice.released().rate();
  }

  /** The most samples of an utterance. */
  int most() {
    return voice.released().samples();
  }

  /** Who cuts sound that begins now. */
  UtteranceCutter cutter(UtteranceStream.Lengths lengths) {
    if (probability.isPresent()) {
      SpeechProbability speech = probability.get();
      speech.restart();
      return new SpeechUtterances(disguise, speech, SpeechDetector.THRESHOLD, rate(), most());
    }
    boolean trims = voice.settings().silence() == VoiceSettings.Silence.TRIM;
    return new UtteranceStream(disguise, rate(), lengths, trims);
  }

  @Override
  public void close() {
    probability.ifPresent(SpeechProbability::close);
  }
}
