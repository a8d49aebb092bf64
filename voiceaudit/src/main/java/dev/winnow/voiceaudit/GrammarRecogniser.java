package dev.winnow.voiceaudit;

import dev.winnow.audio.Resampler;
import dev.winnow.speech.Deadline;
import dev.winnow.speech.RecognisedWord;
import dev.winnow.speech.SpeechRecogniser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A recogniser of speech that knows what can be said by a grammar. */
final class GrammarRecogniser implements WordRecogniser {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final SpeechRecogniser recogniser;

  private GrammarRecogniser(SpeechRecogniser recogniser) {
    this.recogniser = recogniser;
  }

  /**
   * Opens Sphinx4 with US English.
   *
   * @param grammar a file in the Java Speech Grammar Format
   * @throws dev.winnow.speech.UnusableGrammarException if it is none
   */
  static GrammarRecogniser open(Path grammar) {
    return new GrammarRecogniser(SpeechRecogniser.sphinx(grammar));
  }

  @Override
  public String word() {
    return "sphinx4";
  }

  @Override
  public List<String> words(double[] samples, int rate) {
    Deadline deadline = Deadline.in(PATIENCE, System::nanoTime);
    return recogniser.recognise(resampled(samples, rate), deadline).stream()
        .map(RecognisedWord::text)
        .map(text -> text.toLowerCase(Locale.ROOT))
        .toList();
  }

  private static double[] resampled(double[] samples, int rate) {
    if (rate == SpeechRecogniser.RATE) {
      return samples;
    }
    return Resampler.of(rate, SpeechRecogniser.RATE).resample(samples);
  }

  @Override
  public void close() {
    recogniser.close();
  }
}
